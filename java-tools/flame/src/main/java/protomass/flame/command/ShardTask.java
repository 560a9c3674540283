package protomass.flame.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import protomass.core.artefact.AcceptanceStatistics;
import protomass.core.artefact.ShardManifest;
import protomass.core.command.StandardOptions;
import protomass.core.error.BadInputException;
import protomass.core.file.OutputLock;
import protomass.core.progress.Progress;
import protomass.flame.cost.FlameOperations;
import protomass.flame.kernel.Kernels;
import protomass.flame.kernel.WalkerKernel;
import protomass.flame.render.FlameSettings;
import protomass.flame.render.Picture;
import protomass.flame.shard.ContactSheet;
import protomass.flame.shard.FractalShard;
import protomass.flame.shard.ShardPlan;
import protomass.flame.shard.ShardWriter;

/** Renders shards, unless they stand there already. */
record ShardTask(StandardOptions standard, FlameSettings settings, int threads, Tally tally) {
  /** Images that were rendered, not kept, and their floating-point operations. */
  record Tally(LongAdder images, DoubleAdder operations) {
    Tally() {
      this(new LongAdder(), new DoubleAdder());
    }
  }

  /** Renders several shards one after the other into a folder, which is made if need be. */
  void runAll(List<ShardPlan> plans, Path folder, Path contactSheet) {
    WalkerKernel kernel = kernel(plans);
    for (ShardPlan plan : plans) {
      boolean isFirst = plan.shard() == plans.getFirst().shard();
      run(plan, kernel, tar(folder, plan.shard()), isFirst ? contactSheet : null);
    }
  }

  /** Where a shard of several stands. */
  static Path tar(Path folder, int shard) {
    return folder.resolve(String.format(Locale.ROOT, "fractals-%05d.tar", shard));
  }

  /** Renders one shard. */
  void run(ShardPlan plan, Path tar, Path contactSheet) {
    run(plan, kernel(List.of(plan)), tar, contactSheet);
  }

  private WalkerKernel kernel(List<ShardPlan> plans) {
    long count = plans.stream().mapToLong(ShardPlan::count).sum();
    return Kernels.forPoints((double) settings.points() * count);
  }

  /** One process at a time: a tar must never stand beside the manifest of another. */
  private void run(ShardPlan plan, WalkerKernel kernel, Path tar, Path contactSheet) {
    try (OutputLock _ = OutputLock.of(tar)) {
      runLocked(plan, kernel, tar, contactSheet);
    }
  }

  private void runLocked(ShardPlan plan, WalkerKernel kernel, Path tar, Path contactSheet) {
    ShardWriter writer =
        new ShardWriter(settings, plan, threads, standard.provenance(settings.seed()), kernel);
    Optional<ShardManifest> kept = existing(writer, tar);
    if (kept.isPresent()) {
      if (contactSheet != null) {
        sheetOf(FractalShard.open(tar)).write(contactSheet);
      }
      standard.say("kept %s: %s".formatted(tar, amount(kept.get())));
      return;
    }
    ContactSheet sheet = new ContactSheet();
    ShardManifest manifest = write(writer, plan, tar, sheet);
    if (contactSheet != null) {
      sheet.write(contactSheet);
    }
    standard.reportDone(tar, amount(manifest));
  }

  private Optional<ShardManifest> existing(ShardWriter writer, Path tar) {
    try {
      return writer.existing(tar);
    } catch (BadInputException damaged) {
      standard.warn(damaged.getMessage() + "; rendering it again");
      return Optional.empty();
    }
  }

  private ShardManifest write(ShardWriter writer, ShardPlan plan, Path tar, ContactSheet sheet) {
    FlameOperations operations = new FlameOperations(settings);
    try (Progress progress = standard.progress("render", plan.count(), "images")) {
      return writer.write(
          tar,
          flame -> {
            sheet.add(flame.picture());
            tally.images().increment();
            tally.operations().add(operations.of(flame));
            progress.advance(1);
          });
    }
  }

  private static ContactSheet sheetOf(FractalShard shard) {
    ContactSheet sheet = new ContactSheet();
    for (int i = 0; i < Math.min(shard.count(), sheet.capacity()); i++) {
      sheet.add(new Picture(shard.imageSize(), shard.imageSize(), shard.rgb(i)));
    }
    return sheet;
  }

  private static String amount(ShardManifest manifest) {
    AcceptanceStatistics acceptance = manifest.acceptance();
    return String.format(
        Locale.ROOT,
        "%d images of %d px, %.1f MB, %.2f candidates per image, %d near duplicates",
        manifest.count(),
        manifest.size(),
        manifest.tarBytes() / 1e6,
        acceptance.candidatesPerImage(),
        acceptance.nearDuplicates());
  }
}
