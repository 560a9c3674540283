package protomass.flame.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import protomass.core.artefact.ColourMode;
import protomass.core.artefact.Development;
import protomass.core.file.Checksum;
import protomass.core.provenance.Provenance;
import protomass.flame.game.ChaosGame;
import protomass.flame.game.PopulationChaosGame;
import protomass.flame.genome.Genome;
import protomass.flame.kernel.Kernels;
import protomass.flame.kernel.WalkerKernel;
import protomass.flame.png.PngEncoder;
import protomass.flame.render.ColourHistogram;
import protomass.flame.render.Flame;
import protomass.flame.render.FlameRenderer;
import protomass.flame.render.FlameSettings;
import protomass.flame.render.ToneMap;
import protomass.flame.shard.ShardPlan;
import protomass.flame.shard.ShardWriter;

/**
 * Flames per processor time: the chaos game alone and against flam3-render, whole images with the
 * share of each stage, two threads against one, and the memory of a process. The argument {@code
 * kernel}, {@code reference}, {@code images} or {@code process} runs one part.
 */
public final class FlameBenchmark {
  private static final int SIZE = 336;
  private static final int POINTS = 1_000_000;
  private static final int IMAGES = 100;
  private static final int ROUNDS = 4;
  private static final long SEED = 1;

  private static final int REFERENCE_GENOMES = 8;
  private static final long REFERENCE_POINTS = 20_000_000;

  private final Path folder;

  private FlameBenchmark(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    FlameBenchmark benchmark = new FlameBenchmark(Files.createTempDirectory("flame-benchmark"));
    String part = arguments.length == 0 ? "all" : arguments[0];
    boolean all = part.equals("all");
    if (all || part.equals("kernel")) {
      kernel();
    }
    if (all || part.equals("reference")) {
      benchmark.reference();
    }
    if (all || part.equals("images")) {
      benchmark.images();
    }
    if (all || part.equals("process")) {
      benchmark.processes();
    }
  }

  private static void kernel() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(KernelBenchmark.class.getName())
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    double[] speeds = new double[2];
    for (RunResult result : results) {
      double points = result.getSecondaryResults().get("points").getScore();
      double seconds = result.getSecondaryResults().get("cpuNanoseconds").getScore() / 1e9;
      boolean vector = result.getParams().getParam("kernel").equals("vector");
      speeds[vector ? 0 : 1] = points / seconds / 1e6;
    }
    say(
        "kernel, %d genomes of the sampler, warm-up of each walk included:",
        KernelBenchmark.GENOMES);
    say("  vector %.0f M points per CPU-second (wanted: 150)", speeds[0]);
    say(
        "  plain  %.0f M points per CPU-second; vector / plain %.2f",
        speeds[1], speeds[0] / speeds[1]);
  }

  /** Pictures of 336 px from many points, so that starting the programs does not count. */
  private void reference() throws IOException, InterruptedException {
    Optional<Flam3Reference> reference = Flam3Reference.find(folder);
    if (reference.isEmpty()) {
      say("flam3-render: skipped, it is not on the PATH (Debian: flam3-utils)");
      return;
    }
    FlameRenderer renderer = renderer();
    FlameRenderer long20 =
        new FlameRenderer(
            new FlameSettings(SEED, SIZE, (int) REFERENCE_POINTS, ColourMode.STRUCTURAL),
            Kernels.fastest());
    double ours = 0;
    double theirs = 0;
    int genomes = 0;
    for (int i = 0; genomes < REFERENCE_GENOMES; i++) {
      Flame flame = renderer.render(i);
      Genome genome = flame.genome();
      // The other program's symmetry is of another kind.
      if (genome.symmetry().elements() > 1) {
        continue;
      }
      long20.redraw(genome, flame.frame(), i, flame.attempts() - 1);
      double start = CpuClock.thread();
      PngEncoder.encode(long20.redraw(genome, flame.frame(), i, flame.attempts() - 1));
      ours += CpuClock.thread() - start;
      theirs += reference.get().render(genome, flame.frame(), SIZE, REFERENCE_POINTS);
      genomes++;
    }
    double points = REFERENCE_GENOMES * (double) REFERENCE_POINTS / 1e6;
    say(
        "%d pictures of %d M points, from genome to PNG:",
        REFERENCE_GENOMES, REFERENCE_POINTS / 1_000_000);
    say("  protomass    %.1f M points per CPU-second", points / ours);
    say(
        "  flam3-render %.1f M points per CPU-second; ratio %.1f (wanted: 8)",
        points / theirs, theirs / ours);
  }

  private static FlameRenderer renderer() {
    return new FlameRenderer(
        new FlameSettings(SEED, SIZE, POINTS, ColourMode.STRUCTURAL), Kernels.fastest());
  }

  /** The fastest of several rounds: other programs on the machine only ever add time. */
  private void images() {
    say("whole images, %d px, %d points, in a process that has warmed up:", SIZE, POINTS);
    for (ColourMode mode : ColourMode.values()) {
      write(mode, 1, 0);
      double[] one = {Double.MAX_VALUE, Double.MAX_VALUE};
      double[] two = {Double.MAX_VALUE, Double.MAX_VALUE};
      for (int round = 0; round < ROUNDS; round++) {
        keepSmaller(one, write(mode, 1, round));
        keepSmaller(two, write(mode, 2, round));
      }
      say(
          "  %-11s %.1f images per CPU-second on one thread (wanted: 60), %.1f on two;"
              + " two threads %.2f times as fast as one (wanted: 1.8)",
          mode, IMAGES / one[0], IMAGES / two[0], one[1] / two[1]);
    }
    shares();
  }

  private static void keepSmaller(double[] least, double[] values) {
    for (int i = 0; i < least.length; i++) {
      least[i] = Math.min(least[i], values[i]);
    }
  }

  /** Processor time of the whole process, and wall time, in seconds. */
  private double[] write(ColourMode mode, int threads, int shard) {
    FlameSettings settings = new FlameSettings(SEED, SIZE, POINTS, mode);
    ShardPlan plan = new ShardPlan((long) ROUNDS * IMAGES, ROUNDS, shard);
    Path tar = folder.resolve("images-" + shard + ".tar");
    double cpu = CpuClock.process();
    long wall = System.nanoTime();
    new ShardWriter(settings, plan, threads, Provenance.of("benchmark", SEED), Kernels.fastest())
        .write(tar, flame -> {});
    return new double[] {CpuClock.process() - cpu, (System.nanoTime() - wall) / 1e9};
  }

  private void shares() {
    WalkerKernel kernel = Kernels.fastest();
    FlameRenderer renderer = renderer();
    List<Flame> flames = new ArrayList<>();
    double render = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      flames.clear();
      double start = CpuClock.thread();
      for (int i = 0; i < IMAGES; i++) {
        flames.add(renderer.render(i));
      }
      render = Math.min(render, CpuClock.thread() - start);
    }
    double[] stages = new double[5];
    long bytes = 0;
    java.util.Arrays.fill(stages, Double.MAX_VALUE);
    for (int round = 0; round < ROUNDS; round++) {
      double[] once = new double[stages.length];
      bytes = 0;
      for (Flame flame : flames) {
        bytes += stages(kernel, flame, once);
      }
      keepSmaller(stages, once);
    }
    double attempts = flames.stream().mapToInt(Flame::attempts).average().orElseThrow();
    double renders = flames.stream().mapToInt(Flame::renders).average().orElseThrow();
    say("  candidates per image %.2f, of which rendered in full %.2f", attempts, renders);
    String[] names = {"iterate", "histogram", "tone map", "encode", "hash and write"};
    double sum = 0;
    for (int i = 0; i < names.length; i++) {
      sum += stages[i];
    }
    double rest = render - stages[0] - stages[1] - stages[2];
    say("  milliseconds per image, and shares:");
    for (int i = 0; i < names.length; i++) {
      say("    %-36s %5.2f  %4.1f %%", names[i], ms(stages[i]), 100 * stages[i] / (sum + rest));
    }
    say(
        "    %-36s %5.2f  %4.1f %%",
        "sampling, probes, rejected candidates", ms(rest), 100 * rest / (sum + rest));
    say("  PNG: %d kB per image", bytes / IMAGES / 1000);
  }

  private long stages(WalkerKernel kernel, Flame flame, double[] seconds) {
    ChaosGame game = new PopulationChaosGame(kernel);
    double start = CpuClock.thread();
    walk(game, flame.genome(), null);
    double iterated = CpuClock.thread();
    ColourHistogram histogram = new ColourHistogram(kernel, SIZE, flame.frame());
    walk(game, flame.genome(), histogram);
    double counted = CpuClock.thread();
    new ToneMap(SIZE, Development.USUAL).picture(histogram, flame.genome().palette());
    double toned = CpuClock.thread();
    byte[] png = PngEncoder.encode(flame.picture());
    double encoded = CpuClock.thread();
    String hash = Checksum.sha256(png) + Checksum.sha256(flame.picture().rgb());
    try {
      Files.write(folder.resolve("one.png"), png);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(hash, failure);
    }
    double written = CpuClock.thread();
    seconds[0] += iterated - start;
    seconds[1] += counted - iterated - (iterated - start);
    seconds[2] += toned - counted;
    seconds[3] += encoded - toned;
    seconds[4] += written - encoded;
    return png.length;
  }

  private static void walk(ChaosGame game, Genome genome, ColourHistogram histogram) {
    ChaosGame.Walk walk =
        game.start(genome, protomass.core.random.RandomStream.of(SEED, "benchmark"));
    for (int points = 0; points < POINTS; points += game.blockSize()) {
      if (histogram == null) {
        walk.next();
      } else {
        histogram.add(walk.next());
      }
    }
  }

  /** Processes as the pipeline starts them, for one shard of 1,000 images and for four. */
  private void processes() throws IOException, InterruptedException {
    double[] one = process(1);
    double[] four = process(4);
    say("a process of one thread, start and compilation included (structural):");
    say("  1 shard of 1000 images:  %.1f CPU-seconds, peak memory %.0f MiB", one[0], one[1]);
    say("  4 shards of 1000 images: %.1f CPU-seconds, peak memory %.0f MiB", four[0], four[1]);
    double shard = (four[0] - one[0]) / 3;
    double ten = one[0] + 9 * shard;
    say(
        "  from both: 10 shards in %.0f CPU-seconds, %.1f images per CPU-second, a million in"
            + " %.2f CPU-hours (wanted: 60, below 5; memory below 512)",
        ten, 10_000 / ten, 100 * ten / 3600);
  }

  /** Processor seconds and peak memory [MiB]. */
  private double[] process(int shards) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The flags of bin/protomass.
    command.addAll(List.of("--add-modules=jdk.incubator.vector", "-Xmx1536m"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:MaxNewSize=160m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ShardProcess.class.getName());
    command.addAll(List.of("--seed", "1", "--images", "10000", "--shards", "10"));
    command.addAll(List.of("--shard", "0-" + (shards - 1), "--threads", "1", "--quiet"));
    command.addAll(List.of("--out", folder.resolve(shards + "-shards").toString()));
    Process process = new ProcessBuilder(command).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor();
    String[] figures = output.split(" ", -1);
    return new double[] {Double.parseDouble(figures[0]), Double.parseDouble(figures[1])};
  }

  private static double ms(double seconds) {
    return 1000 * seconds / IMAGES;
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
