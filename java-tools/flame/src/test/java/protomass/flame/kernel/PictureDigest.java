package protomass.flame.kernel;

import protomass.core.artefact.Acceptance;
import protomass.core.artefact.ColourMode;
import protomass.core.artefact.Development;
import protomass.core.artefact.FlameKind;
import protomass.core.file.Checksum;
import protomass.flame.render.FlameRenderer;
import protomass.flame.render.FlameSettings;

/** Prints the kernel's name and a checksum of some pictures: run in processes of their own. */
final class PictureDigest {
  private static final int IMAGES = 12;

  private PictureDigest() {}

  public static void main(String[] arguments) {
    WalkerKernel kernel = Kernels.fastest();
    System.out.println(kernel.name() + ": " + digest(kernel));
  }

  static String digest(WalkerKernel kernel) {
    StringBuilder pixels = new StringBuilder();
    for (FlameKind flames : FlameKind.values()) {
      Acceptance acceptance = new Acceptance(0.3, 0);
      FlameSettings settings =
          new FlameSettings(
              9, 32, 9000, flames, ColourMode.STRUCTURAL, acceptance, Development.USUAL);
      FlameRenderer renderer = new FlameRenderer(settings, kernel);
      for (int i = 0; i < IMAGES; i++) {
        pixels.append(Checksum.sha256(renderer.render(i).picture().rgb()));
      }
    }
    return Checksum.sha256(pixels.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
