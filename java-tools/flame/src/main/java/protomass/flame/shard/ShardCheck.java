package protomass.flame.shard;

import java.util.function.LongConsumer;
import protomass.core.artefact.Acceptance;
import protomass.core.artefact.ShardManifest;
import protomass.core.error.BadInputException;
import protomass.core.file.Checksum;
import protomass.flame.kernel.Kernels;
import protomass.flame.kernel.WalkerKernel;
import protomass.flame.render.FlameRenderer;
import protomass.flame.render.FlameSettings;
import protomass.flame.render.Picture;

/** Renders images again from their genomes and compares the pixels with the manifest's. */
public final class ShardCheck {
  private final WalkerKernel kernel = Kernels.fastest();

  /**
   * Renders some images of a shard again, spread evenly over it.
   *
   * @param count how many at most
   * @param watcher is told of each image
   * @return how many were rendered
   * @throws BadInputException when images are to be rendered and another version of the algorithm
   *     drew the shard, or naming the first image that comes out differently
   */
  public int rerender(FractalShard shard, int count, LongConsumer watcher) {
    ShardManifest manifest = ShardManifest.read(shard.path());
    int chosen = Math.min(count, shard.count());
    if (chosen > 0 && manifest.algorithm() != FlameRenderer.ALGORITHM) {
      throw new BadInputException(
          shard.path(),
          "was drawn by version %d of the algorithm, this program draws version %d"
              .formatted(manifest.algorithm(), FlameRenderer.ALGORITHM),
          "render the shard again with this version of 'protomass flame', or check its bytes alone"
              + " with --sample 0");
    }
    for (int i = 0; i < chosen; i++) {
      int image = (int) ((long) i * shard.count() / chosen);
      SampleRecord sample = shard.sampleRecord(image);
      String pixels = Checksum.sha256(redraw(sample).rgb());
      if (!pixels.equals(manifest.samples().get(image).pixelsSha256())) {
        throw new BadInputException(
            shard.path(),
            "image %d comes out differently when it is rendered from its genome"
                .formatted(sample.index()),
            "render the shard again with this version of 'protomass flame'");
      }
      watcher.accept(sample.index());
    }
    return chosen;
  }

  private Picture redraw(SampleRecord sample) {
    FlameSettings settings =
        new FlameSettings(
            sample.seed(),
            sample.size(),
            sample.points(),
            sample.flames(),
            sample.colour(),
            Acceptance.USUAL,
            sample.development());
    return new FlameRenderer(settings, kernel)
        .redraw(sample.genome(), sample.frame(), sample.index(), sample.attempts() - 1L);
  }
}
