package protomass.flame.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import protomass.flame.kernel.Kernels;
import protomass.flame.render.Acceptance;
import protomass.flame.render.ColourMode;
import protomass.flame.render.Development;
import protomass.flame.render.Flame;
import protomass.flame.render.FlameRenderer;
import protomass.flame.render.FlameSettings;
import protomass.flame.shard.ContactSheet;

/**
 * Contact sheets of accepted and rejected candidates, in the order of their structure, by which the
 * defaults of {@link Acceptance} were chosen. Arguments: folder, images, seed, colour mode.
 */
public final class AcceptanceSheets {
  private AcceptanceSheets() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    int images = Integer.parseInt(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    ColourMode mode = ColourMode.of(arguments[3]);
    FlameSettings open =
        new FlameSettings(seed, 160, 226_000, mode, new Acceptance(0, 0), Development.USUAL);
    FlameRenderer renderer = new FlameRenderer(open, Kernels.fastest());
    List<Flame> accepted = new ArrayList<>();
    List<Flame> empty = new ArrayList<>();
    List<Flame> foggy = new ArrayList<>();
    int dots = 0;
    for (int i = 0; i < images; i++) {
      Optional<Flame> flame = renderer.candidate(i, 0);
      if (flame.isEmpty()) {
        dots++;
      } else if (flame.get().appearance().coverage() < Acceptance.USUAL_COVERAGE) {
        empty.add(flame.get());
      } else if (flame.get().appearance().structure() < Acceptance.USUAL_STRUCTURE) {
        foggy.add(flame.get());
      } else {
        accepted.add(flame.get());
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d candidates: %d without a frame, %d too empty, %d without structure, %d accepted%n",
        images,
        dots,
        empty.size(),
        foggy.size(),
        accepted.size());
    write(folder.resolve("accepted.png"), accepted);
    write(folder.resolve("rejected-empty.png"), empty);
    write(folder.resolve("rejected-fog.png"), foggy);
  }

  private static void write(Path file, List<Flame> flames) {
    if (flames.isEmpty()) {
      return;
    }
    flames.sort(Comparator.comparingDouble(flame -> flame.appearance().structure()));
    ContactSheet sheet = new ContactSheet(12, 12, 80);
    // Evenly over the whole range when there are more than the sheet holds.
    int step = Boolean.getBoolean("lowest") ? 1 : Math.max(1, Math.ceilDiv(flames.size(), 144));
    for (int i = 0; i < flames.size() && i < 144 * step; i += step) {
      sheet.add(flames.get(i).picture());
      if (i / step % 12 == 0) {
        System.out.printf(
            Locale.ROOT,
            "%s row %d: structure %.3f, coverage %.2f%n",
            file.getFileName(),
            i / step / 12,
            flames.get(i).appearance().structure(),
            flames.get(i).appearance().coverage());
      }
    }
    sheet.write(file);
  }
}
