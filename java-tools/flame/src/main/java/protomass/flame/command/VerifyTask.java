package protomass.flame.command;

import java.nio.file.Path;
import java.util.List;
import protomass.core.artefact.AcceptanceStatistics.Pair;
import protomass.core.artefact.SampleEntry;
import protomass.core.artefact.ShardManifest;
import protomass.core.command.StandardOptions;
import protomass.core.progress.Progress;
import protomass.flame.render.PerceptualHash;
import protomass.flame.shard.FractalShard;
import protomass.flame.shard.NearDuplicates;
import protomass.flame.shard.ShardCheck;

/** Checks shards and looks for images that look alike, within and across them. */
record VerifyTask(StandardOptions standard, int sample) {
  private static final int LISTED_PAIRS = 20;

  void run(List<Path> tars) {
    NearDuplicates duplicates = new NearDuplicates();
    ShardCheck check = new ShardCheck();
    try (Progress progress = standard.progress("verify", tars.size(), "shards")) {
      for (Path tar : tars) {
        FractalShard shard = FractalShard.open(tar);
        shard.verify();
        int rendered = check.rerender(shard, sample, index -> {});
        for (SampleEntry entry : ShardManifest.read(tar).samples()) {
          duplicates.add(
              shard.seed() + "/" + entry.name(), PerceptualHash.parse(entry.perceptualHash()));
        }
        standard.say(
            "verified %s: %d images, %d of them rendered again"
                .formatted(tar, shard.count(), rendered));
        progress.advance(1);
      }
    }
    report(duplicates.pairs());
  }

  private void report(List<Pair> pairs) {
    standard.say("images that look like an earlier one: " + pairs.size());
    for (Pair pair : pairs.subList(0, Math.min(pairs.size(), LISTED_PAIRS))) {
      standard.say("  %s like %s (%d bits)".formatted(pair.second(), pair.first(), pair.bits()));
    }
  }
}
