package protomass.flame.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import protomass.core.file.Checksum;
import protomass.core.random.RandomStream;
import protomass.flame.game.ChaosGame;
import protomass.flame.game.PopulationChaosGame;
import protomass.flame.kernel.Kernels;
import protomass.flame.kernel.WalkerKernel;
import protomass.flame.png.PngEncoder;
import protomass.flame.render.ColourHistogram;
import protomass.flame.render.ColourMode;
import protomass.flame.render.Development;
import protomass.flame.render.Flame;
import protomass.flame.render.FlameRenderer;
import protomass.flame.render.FlameSettings;
import protomass.flame.render.ToneMap;

/** Where the time of an image goes, by doing one stage at a time to the same flames. */
public final class Shares {
  private static final int SIZE = 336;
  private static final int POINTS = 1_000_000;

  private Shares() {}

  public static void main(String[] arguments) {
    WalkerKernel kernel = Kernels.fastest();
    FlameSettings settings = new FlameSettings(1, SIZE, POINTS, ColourMode.STRUCTURAL);
    FlameRenderer renderer = new FlameRenderer(settings, kernel);
    ChaosGame game = new PopulationChaosGame(kernel);
    for (int round = 0; round < 4; round++) {
      double t0 = cpu();
      List<Flame> flames = new ArrayList<>();
      int attempts = 0;
      int renders = 0;
      for (int i = 0; i < 60; i++) {
        Flame flame = renderer.render(100L * round + i);
        flames.add(flame);
        attempts += flame.attempts();
        renders += flame.renders();
      }
      double whole = cpu() - t0;
      double iterate = 0;
      double histogramTime = 0;
      double tone = 0;
      double encode = 0;
      double hash = 0;
      long bytes = 0;
      for (Flame flame : flames) {
        double t = cpu();
        ChaosGame.Walk walk = game.start(flame.genome(), RandomStream.of(1, "x"));
        for (int b = 0; b < POINTS; b += game.blockSize()) {
          walk.next();
        }
        iterate += cpu() - t;
        t = cpu();
        ColourHistogram histogram = new ColourHistogram(kernel, SIZE, flame.frame());
        walk = game.start(flame.genome(), RandomStream.of(1, "x"));
        for (int b = 0; b < POINTS; b += game.blockSize()) {
          histogram.add(walk.next());
        }
        histogramTime += cpu() - t;
        t = cpu();
        new ToneMap(SIZE, Development.USUAL).picture(histogram, flame.genome().palette());
        tone += cpu() - t;
        t = cpu();
        byte[] png = PngEncoder.encode(flame.picture());
        encode += cpu() - t;
        bytes += png.length;
        t = cpu();
        Checksum.sha256(png);
        Checksum.sha256(flame.picture().rgb());
        hash += cpu() - t;
      }
      System.out.printf(
          Locale.ROOT,
          "render %.2f ms (attempts %.2f, renders %.2f): iterate %.2f histogram %.2f tone %.2f encode %.2f"
              + " (%d bytes) hash %.2f%n",
          whole / 60,
          attempts / 60.0,
          renders / 60.0,
          iterate / 60,
          (histogramTime - iterate) / 60,
          tone / 60,
          encode / 60,
          bytes / 60,
          hash / 60);
    }
  }

  private static double cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
  }
}
