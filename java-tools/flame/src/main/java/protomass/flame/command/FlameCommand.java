package protomass.flame.command;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import protomass.core.artefact.ShardManifest;
import protomass.core.command.Needs;
import protomass.core.command.ProtomassCommand;
import protomass.core.command.StandardOptions;
import protomass.core.cost.CostFile;
import protomass.core.cost.CostUnit;
import protomass.core.error.Bounds;
import protomass.core.error.ExitCodes;
import protomass.core.error.UsageException;
import protomass.core.file.FilePatterns;
import protomass.core.file.OutputPlan;
import protomass.flame.shard.ShardPlan;
import protomass.flame.shard.ShardRange;

/** Renders shards of fractal flames, checks them, and redraws single images. */
@Command(
    name = "flame",
    description = {
      "Renders shards of a set of fractal flames: each a WebDataset tar of PNG and JSON members,"
          + " and a manifest with checksums beside it. A shard that stands there already and is"
          + " whole is kept.",
      "Image i depends on the seed, the options of the image and i alone, not on shards, threads"
          + " or processors.",
      "With --verify it checks shards instead, with --render it redraws one image.",
      ""
    })
@Needs(collector = Needs.Collector.SMALL_NURSERY, vectors = true)
public final class FlameCommand implements ProtomassCommand {
  private static final int MOST_THREADS = 1024;

  @Mixin private StandardOptions standard;
  @Mixin private ImageOptions image;

  @Option(
      names = "--images",
      paramLabel = "COUNT",
      description = "Images in the whole set, 1 to 1000000000. Needed to render a shard.")
  private Long images;

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
              + " the next shard's first. Or several, such as 10-19: one process starts faster"
              + " than ten. Default: ${DEFAULT-VALUE}.")
  private String shard;

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
      description = "Also write a PNG with the first 36 images of the first shard.")
  private Path contactSheet;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The tar to write, ending in .tar; the manifest stands beside it, ending in"
              + " "
              + ShardManifest.SUFFIX
              + ". For several shards the folder of such tars, which are named"
              + " fractals-00010.tar and so on. With --render the picture, ending in .png.")
  private Path out;

  @Option(
      names = "--verify",
      paramLabel = "SHARD",
      arity = "1..*",
      description =
          "Check shards (paths or patterns): every byte against the manifest, and some images"
              + " rendered again from their genomes. Also reports images that look alike.")
  private List<String> verify;

  @Option(
      names = "--sample",
      paramLabel = "COUNT",
      defaultValue = "5",
      description =
          "With --verify: images per shard to render again, from 0. Default: ${DEFAULT-VALUE}.")
  private int sample;

  @Option(
      names = "--render",
      paramLabel = "FILE",
      description = "Redraw one image from the JSON beside it, at any --size.")
  private Path render;

  private final CostFile cost = new CostFile();

  @Override
  public OutputPlan outputs() {
    requireOneTask();
    if (verify != null) {
      return OutputPlan.nothing();
    }
    if (render != null) {
      return OutputPlan.nothing().file("--out", output(".png", "picture.png"));
    }
    // What is wrong with the images is told before what is wrong with their place.
    image.settings();
    OutputPlan plan = OutputPlan.nothing();
    for (Path tar : tars()) {
      // Each is locked in its turn, with its manifest.
      plan = plan.part("--out", tar).part("--out", ShardManifest.pathFor(tar));
    }
    if (contactSheet != null) {
      plan = plan.file("--contact-sheet", contactSheet);
    }
    return cost.addTo(plan).goingOn();
  }

  @Override
  public Integer call() {
    if (verify != null) {
      Bounds.atLeast("--sample", sample, 0);
      new VerifyTask(standard, sample).run(FilePatterns.find("--verify", verify));
    } else if (render != null) {
      new RenderTask(standard, image).run(render, output(".png", "picture.png"));
    } else {
      renderShards();
    }
    return ExitCodes.DONE;
  }

  private void requireOneTask() {
    if (verify != null && render != null) {
      throw new UsageException("--verify and --render are both given", "give one of them");
    }
  }

  private List<Path> tars() {
    ShardRange range = range();
    return range.isSingle()
        ? List.of(output(".tar", "fractals-00000.tar"))
        : range.numbers().mapToObj(number -> ShardTask.tar(folder(), number)).toList();
  }

  private void renderShards() {
    ShardRange range = range();
    ShardTask.Tally tally = new ShardTask.Tally();
    ShardTask task = new ShardTask(standard, image.settings(), renderingThreads(), tally);
    List<ShardPlan> plans =
        range.numbers().mapToObj(number -> new ShardPlan(images, shards, number)).toList();
    if (range.isSingle()) {
      task.run(plans.getFirst(), output(".tar", "fractals-00000.tar"), contactSheet);
    } else {
      task.runAll(plans, folder(), contactSheet);
    }
    cost.write(
        CostUnit.FRACTAL, tally.images().sum(), OptionalDouble.of(tally.operations().sum()), 0);
  }

  private ShardRange range() {
    if (images == null) {
      throw new UsageException("--images is missing", "give the number of images of the set");
    }
    Bounds.within("--images", images, 1, ShardPlan.MOST_IMAGES);
    Bounds.within("--shards", shards, 1, images);
    try {
      ShardRange range = ShardRange.parse(shard);
      Bounds.within("--shard", range.first(), 0, shards - 1L);
      Bounds.within("--shard", range.last(), 0, shards - 1L);
      return range;
    } catch (IllegalArgumentException wrong) {
      throw new UsageException("--shard is " + shard, wrong.getMessage());
    }
  }

  private Path folder() {
    if (out == null || String.valueOf(out.getFileName()).endsWith(".tar")) {
      throw new UsageException(
          out == null ? "--out is missing" : "--out is %s, but --shard %s".formatted(out, shard),
          "give a folder for the tars");
    }
    return out;
  }

  private int renderingThreads() {
    int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    Bounds.within("--threads", count, 1L, MOST_THREADS);
    return count;
  }

  private Path output(String ending, String example) {
    if (out == null || !String.valueOf(out.getFileName()).endsWith(ending)) {
      throw new UsageException(
          out == null ? "--out is missing" : "--out is " + out,
          "give a file name that ends in %s, such as %s".formatted(ending, example));
    }
    return out;
  }
}
