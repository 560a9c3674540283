package protomass.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import protomass.core.json.Json;
import protomass.snapshot.command.CommandCall;
import protomass.snapshot.command.ProjectCommand;
import protomass.snapshot.projection.ImageAxes;
import protomass.snapshot.projection.ProjectedMap;
import protomass.snapshot.projection.Projector;
import protomass.snapshot.projection.View;
import protomass.snapshot.ramses.SyntheticOutput;

/**
 * Speed of projecting a RAMSES output against yt on the same files in the same run, and the memory
 * that 'project' takes for a snapshot of 50 million cells.
 *
 * <p>Arguments: none, or {@code speed}, or {@code memory}. The script for yt is beside this class
 * in src/bench/python; where yt is not installed the comparison is skipped.
 */
public final class ProjectionBenchmark {
  private static final int PIXELS = 256;
  private static final int REPEATS = 5;
  private static final String CHILD = "child";

  private ProjectionBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    String what = arguments.length == 0 ? "all" : arguments[0];
    if (what.equals(CHILD)) {
      projectAndTellMemory(Path.of(arguments[1]));
      return;
    }
    Path folder = Files.createTempDirectory("protomass-benchmark");
    try {
      if (!what.equals("memory")) {
        compareSpeed(folder.resolve("speed/output_00007"));
      }
      if (!what.equals("speed")) {
        measureMemory(folder.resolve("memory/output_00007"));
      }
    } finally {
      remove(folder);
    }
  }

  private static void compareSpeed(Path output) throws IOException, InterruptedException {
    long cells =
        new SyntheticOutput(
                6, 10, 2, false, SyntheticOutput.balls(0.22, 0.3, 0.5, 0.2, 0.7, 0.6, 0.7))
            .write(output);
    System.out.printf(
        Locale.ROOT, "whole box along x, y, z, %d pixels, three fields: %d cells%n", PIXELS, cells);
    Measured own = null;
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      Measured next = projectWholeBox(output);
      own = own == null || next.seconds() < own.seconds() ? next : own;
    }
    tell("protomass", cells, own.seconds(), own.processorSeconds());
    JsonNode reference = reference(output);
    if (reference == null) {
      return;
    }
    double seconds = reference.get("seconds").asDouble();
    double processor = reference.get("processor_seconds").asDouble();
    tell("yt " + reference.get("version").asText(), cells, seconds, processor);
    System.out.printf(
        Locale.ROOT,
        "protomass is %.1f times as fast (%.1f times by processor time)%n",
        seconds / own.seconds(),
        processor / own.processorSeconds());
    requireAgreement(own, reference);
  }

  private static void tell(String name, long cells, double seconds, double processorSeconds) {
    System.out.printf(
        Locale.ROOT,
        "  %-14s %8.2f s, %8.2f s of processor time, %.3g cells/s%n",
        name,
        seconds,
        processorSeconds,
        cells / seconds);
  }

  private record Measured(double seconds, double processorSeconds, List<ProjectedMap> maps) {}

  private static Measured projectWholeBox(Path output) {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long processor = system.getProcessCpuTime();
    long started = System.nanoTime();
    List<ProjectedMap> maps = new ArrayList<>();
    try (Snapshot snapshot = SnapshotFormats.open(output)) {
      Box box = snapshot.space().box();
      List<View> views =
          Stream.of(ImageAxes.X, ImageAxes.Y, ImageAxes.Z)
              .map(axes -> View.of(box, axes, PIXELS, PIXELS))
              .toList();
      int threads = Runtime.getRuntime().availableProcessors();
      try (Projector projector = new Projector(snapshot.space(), views, threads)) {
        snapshot.cells(List.of(box), threads, projector);
        for (int i = 0; i < views.size(); i++) {
          maps.add(projector.map(i));
        }
      }
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    return new Measured(seconds, (system.getProcessCpuTime() - processor) / 1e9, maps);
  }

  private static void requireAgreement(Measured own, JsonNode reference) {
    double worstMass = 0;
    for (int axis = 0; axis < 3; axis++) {
      double mass = reference.get("masses").get(axis).asDouble();
      worstMass = Math.max(worstMass, Math.abs(own.maps().get(axis).mass() / mass - 1));
    }
    ProjectedMap map = own.maps().getFirst();
    double[] worst = new double[3];
    for (int i = 0; i < PIXELS; i++) {
      int pixel = PIXELS / 2 * PIXELS + i;
      JsonNode row = reference.get("row");
      worst[0] =
          Math.max(worst[0], Math.abs(map.columnDensity(pixel) / row.get(0).get(i).asDouble() - 1));
      worst[1] =
          Math.max(worst[1], Math.abs(map.velocity(pixel) / 1e5 - row.get(1).get(i).asDouble()));
      worst[2] =
          Math.max(worst[2], Math.abs(map.dispersion(pixel) / 1e5 - row.get(2).get(i).asDouble()));
    }
    System.out.printf(
        Locale.ROOT,
        "  agreement: mass %.1e; one row: column density %.1e, velocity %.1e km/s,"
            + " dispersion %.1e km/s%n",
        worstMass,
        worst[0],
        worst[1],
        worst[2]);
  }

  private static JsonNode reference(Path output) throws IOException, InterruptedException {
    Path script = Path.of("snapshot/src/bench/python/project_with_yt.py");
    Process process =
        new ProcessBuilder(
                "/usr/bin/python3", script.toString(), output.toString(), String.valueOf(PIXELS))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    if (exitCode != 0) {
      System.out.printf(
          "  skipped: the script for yt ended with code %d%s%n",
          exitCode, exitCode == 3 ? "; install python3-yt to compare" : "");
      return null;
    }
    return Json.mapper().readTree(answer);
  }

  private static void measureMemory(Path output) throws IOException, InterruptedException {
    long cells =
        new SyntheticOutput(
                8,
                11,
                4,
                false,
                SyntheticOutput.balls(1.95, 0.3, 0.525, 0.025, 0.775, 0.175, 0.625))
            .write(output);
    System.out.printf(Locale.ROOT, "memory for %d cells in 4 files%n", cells);
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ProjectionBenchmark.class.getName(),
                CHILD,
                output.toString())
            .inheritIO()
            .start();
    if (child.waitFor() != 0) {
      throw new IOException("the measured run failed");
    }
  }

  /** Maps around both stars from regions of half the box, so that most cells are read. */
  private static void projectAndTellMemory(Path output) throws IOException {
    long started = System.nanoTime();
    CommandCall call =
        CommandCall.of(
            new ProjectCommand(),
            "--snapshot",
            output,
            "--simulation",
            "synthetic",
            "--region-size",
            "4pc",
            "--map-size",
            PIXELS,
            "--minimum-mass",
            "1e-6Msun",
            "--memory",
            "512MiB",
            "--quiet",
            "--out",
            output.resolveSibling("maps.fits"));
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "  exit code %d %s, %.1f s, largest resident size %s%n",
        call.exitCode(),
        call.err().strip(),
        seconds,
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .findFirst()
            .orElse("unknown"));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
