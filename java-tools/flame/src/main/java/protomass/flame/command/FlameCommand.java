package protomass.flame.command;

import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import protomass.core.command.ExitCodes;
import protomass.core.command.ProtomassCommand;
import protomass.core.command.StandardOptions;
import protomass.core.error.UsageException;
import protomass.core.progress.Progress;
import protomass.flame.render.ColourMode;
import protomass.flame.render.FlameSettings;
import protomass.flame.shard.ContactSheet;
import protomass.flame.shard.ShardManifest;
import protomass.flame.shard.ShardPlan;
import protomass.flame.shard.ShardWriter;

/** Renders one shard of a set of fractal flames. */
@Command(
    name = "flame",
    description = {
      "Renders one shard of a set of fractal flames: a WebDataset tar of PNG and JSON members,"
          + " and a manifest with checksums beside it.",
      "Image i depends on the seed, the size, the points, the coverage and i alone, not on shards"
          + " or threads.",
      ""
    })
public final class FlameCommand implements ProtomassCommand {
  private static final int MOST_THREADS = 1024;

  @Mixin private StandardOptions standard;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      required = true,
      description = "Seed of the set, any 64-bit integer.")
  private long seed;

  @Option(
      names = "--images",
      paramLabel = "COUNT",
      required = true,
      description = "Images in the whole set, 1 to 1000000000.")
  private long images;

  @Option(
      names = "--shards",
      paramLabel = "COUNT",
      defaultValue = "1",
      description = "Shards of the whole set, at most one per image. Default: ${DEFAULT-VALUE}.")
  private int shards;

  @Option(
      names = "--shard",
      paramLabel = "NUMBER",
      defaultValue = "0",
      description =
          "The shard to render, from 0; it holds the images from shard x images / shards up to"
              + " the next shard's first. Default: ${DEFAULT-VALUE}.")
  private int shard;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      defaultValue = "336",
      description = "Pixels per side, 16 to 2048. Default: ${DEFAULT-VALUE}.")
  private int size;

  @Option(
      names = "--points",
      paramLabel = "COUNT",
      defaultValue = "1000000",
      description =
          "Points per image, 1000 to 16777216, rounded up to a multiple of 512. About 9 per pixel"
              + " are enough. Default: ${DEFAULT-VALUE}.")
  private int points;

  // The default was chosen by eye: below about 0.5 frames hold thin curves, dots and much black;
  // from 0.6 on nearly all are filled, and still three of four candidates pass.
  @Option(
      names = "--minimum-coverage",
      paramLabel = "SHARE",
      defaultValue = "0.6",
      description =
          "Share of the image's pixels that a flame must hit to be accepted, 0 to 1."
              + " Default: ${DEFAULT-VALUE}.")
  private double minimumCoverage;

  @Option(
      names = "--colour",
      paramLabel = "MODE",
      defaultValue = "structural",
      description =
          "What red, green and blue mean. structural: a palette's colour, as bright as the log"
              + " density; grey: the log density; independent: three maps, namely log density,"
              + " mean colour coordinate, share of the first transform."
              + " Default: ${DEFAULT-VALUE}.")
  private ColourMode colour;

  @Option(
      names = "--threads",
      paramLabel = "COUNT",
      description =
          "Rendering threads, 1 to 1024. Default: one per processor. The output does not depend"
              + " on it.")
  private Integer threads;

  @Option(
      names = "--contact-sheet",
      paramLabel = "FILE",
      description = "Also write a PNG with the first 36 images of the shard.")
  private Path contactSheet;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description =
          "The tar to write, ending in .tar. The manifest stands beside it, ending in"
              + " .manifest.json.")
  private Path out;

  @Override
  public Integer call() {
    validate();
    FlameSettings settings = new FlameSettings(seed, size, points, minimumCoverage, colour);
    ShardPlan plan = new ShardPlan(images, shards, shard);
    ShardWriter writer =
        new ShardWriter(settings, plan, renderingThreads(), standard.provenance(seed));
    ContactSheet sheet = new ContactSheet();
    ShardManifest manifest;
    try (Progress progress = standard.progress("render", plan.count(), "images")) {
      manifest =
          writer.write(
              out,
              flame -> {
                sheet.add(flame.picture());
                progress.advance(1);
              });
    }
    if (contactSheet != null) {
      sheet.write(contactSheet);
    }
    standard.reportDone(out, amount(manifest));
    return ExitCodes.DONE;
  }

  private int renderingThreads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  private static String amount(ShardManifest manifest) {
    return String.format(
        Locale.ROOT,
        "%d images of %d px, %.1f MB, 1 of %.1f flames accepted",
        manifest.count(),
        manifest.size(),
        manifest.tarBytes() / 1e6,
        1 / manifest.acceptance().acceptance());
  }

  private void validate() {
    requireWithin("--images", images, 1, ShardPlan.MOST_IMAGES);
    requireWithin("--shards", shards, 1, images);
    requireWithin("--shard", shard, 0, shards - 1L);
    requireWithin("--size", size, FlameSettings.SMALLEST_SIZE, FlameSettings.LARGEST_SIZE);
    requireWithin("--points", points, FlameSettings.FEWEST_POINTS, FlameSettings.MOST_POINTS);
    requireWithin("--threads", renderingThreads(), 1, MOST_THREADS);
    if (!(minimumCoverage >= 0 && minimumCoverage <= 1)) {
      throw new UsageException(
          "--minimum-coverage is " + minimumCoverage, "give a share of the pixels from 0 to 1");
    }
    if (!String.valueOf(out.getFileName()).endsWith(".tar")) {
      throw new UsageException(
          "--out is " + out, "give a file name that ends in .tar, such as fractals-00000.tar");
    }
  }

  private static void requireWithin(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new UsageException(
          "%s is %d".formatted(option, value),
          "give a whole number from %d to %d".formatted(least, most));
    }
  }
}
