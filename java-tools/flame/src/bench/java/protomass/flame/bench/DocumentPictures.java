package protomass.flame.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import protomass.core.artefact.Acceptance;
import protomass.core.artefact.ColourMode;
import protomass.core.artefact.Development;
import protomass.core.artefact.FlameKind;
import protomass.flame.kernel.Kernels;
import protomass.flame.kernel.WalkerKernel;
import protomass.flame.png.PngEncoder;
import protomass.flame.render.Flame;
import protomass.flame.render.FlameRenderer;
import protomass.flame.render.FlameSettings;
import protomass.flame.render.Picture;
import protomass.flame.shard.ContactSheet;

/**
 * The pictures of docs/fractals.md. Among them the contact sheets of accepted and rejected
 * candidates by which the defaults of {@link Acceptance} were chosen, each in the order of their
 * structure. Argument: the folder to write to.
 */
public final class DocumentPictures {
  private static final int CANDIDATES = 4000;
  private static final int SIZE = 168;
  private static final int POINTS = 250_000;
  private static final int TILE = 84;
  private static final int COLUMNS = 12;

  private final WalkerKernel kernel = Kernels.fastest();
  private final Path folder;

  private DocumentPictures(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    DocumentPictures pictures = new DocumentPictures(Path.of(arguments[0]));
    pictures.sheets();
    pictures.modes();
    pictures.developments();
    pictures.study();
  }

  private void sheets() throws IOException {
    FlameRenderer renderer = renderer(ColourMode.STRUCTURAL, new Acceptance(0, 0));
    List<Flame> accepted = new ArrayList<>();
    List<Flame> empty = new ArrayList<>();
    List<Flame> fog = new ArrayList<>();
    int unframed = 0;
    for (int i = 0; i < CANDIDATES; i++) {
      Optional<Flame> flame = renderer.candidate(i, 0);
      if (flame.isEmpty()) {
        unframed++;
      } else if (flame.get().appearance().coverage() < Acceptance.USUAL_COVERAGE) {
        empty.add(flame.get());
      } else if (flame.get().appearance().structure() < Acceptance.USUAL_STRUCTURE) {
        fog.add(flame.get());
      } else {
        accepted.add(flame.get());
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d candidates: %d without a frame, %d too empty, %d fog, %d accepted%n",
        CANDIDATES,
        unframed,
        empty.size(),
        fog.size(),
        accepted.size());
    ContactSheet acceptedSheet = new ContactSheet(COLUMNS, 9, TILE);
    spread(accepted, 9 * COLUMNS, acceptedSheet);
    write("fractals-accepted.jpg", acceptedSheet);
    ContactSheet rejectedSheet = new ContactSheet(COLUMNS, 9, TILE);
    spread(fog, 4 * COLUMNS, rejectedSheet);
    spread(empty, 5 * COLUMNS, rejectedSheet);
    write("fractals-rejected.jpg", rejectedSheet);
  }

  /** Evenly over the range of structure. */
  private static void spread(List<Flame> flames, int count, ContactSheet sheet) {
    flames.sort(Comparator.comparingDouble(flame -> flame.appearance().structure()));
    int shown = Math.min(count, flames.size());
    for (int i = 0; i < shown; i++) {
      sheet.add(flames.get((int) ((long) i * flames.size() / shown)).picture());
    }
  }

  private void modes() throws IOException {
    ContactSheet sheet = new ContactSheet(6, 3, SIZE);
    for (ColourMode mode : ColourMode.values()) {
      FlameRenderer renderer = renderer(mode, Acceptance.USUAL);
      for (int i = 20; i < 26; i++) {
        sheet.add(renderer.render(i).picture());
      }
    }
    write("fractals-modes.jpg", sheet);
  }

  private void developments() throws IOException {
    ContactSheet sheet = new ContactSheet(6, 2, SIZE);
    List<Development> developments =
        List.of(
            Development.USUAL,
            new Development(1, 1, 1, 0),
            new Development(3, 1, 1, 0),
            new Development(3, 0, 1, 0),
            new Development(1.6, 1, 3, 0),
            new Development(1.6, 1, 1, 5));
    for (int index : new int[] {24, 22}) {
      for (Development development : developments) {
        FlameSettings settings =
            new FlameSettings(
                1, SIZE, POINTS, ColourMode.STRUCTURAL, new Acceptance(0.6, 0), development);
        sheet.add(new FlameRenderer(settings, kernel).render(index).picture());
      }
    }
    write("fractals-development.jpg", sheet);
  }

  /** Flames in the words of the study, with as many points as its, three log densities each. */
  private void study() throws IOException {
    ContactSheet sheet = new ContactSheet(6, 3, TILE);
    FlameSettings settings =
        new FlameSettings(
            1,
            4 * (TILE - 4),
            4 * POINTS,
            FlameKind.STUDY,
            ColourMode.INDEPENDENT,
            Acceptance.usual(FlameKind.STUDY),
            Development.USUAL);
    FlameRenderer renderer = new FlameRenderer(settings, kernel);
    for (int i = 0; i < 18; i++) {
      sheet.add(renderer.render(i).picture());
    }
    Files.write(folder.resolve("fractals-study.png"), PngEncoder.encode(sheet.picture()));
  }

  private FlameRenderer renderer(ColourMode mode, Acceptance acceptance) {
    return new FlameRenderer(
        new FlameSettings(1, SIZE, POINTS, mode, acceptance, Development.USUAL), kernel);
  }

  private void write(String name, ContactSheet sheet) throws IOException {
    Picture picture = sheet.picture();
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
    byte[] rgb = picture.rgb();
    for (int i = 0; i < rgb.length / 3; i++) {
      int colour =
          (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | (rgb[3 * i + 2] & 0xFF);
      image.setRGB(i % picture.width(), i / picture.width(), colour);
    }
    ImageIO.write(image, "jpg", folder.resolve(name).toFile());
  }
}
