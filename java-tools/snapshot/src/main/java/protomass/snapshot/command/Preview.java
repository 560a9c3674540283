package protomass.snapshot.command;

import java.nio.file.Path;

/** Pictures of maps for people. */
final class Preview {
  private Preview() {}

  static void write(Path folder, SnapshotMaps made, double pixelPc) {
    throw new UnsupportedOperationException(folder + " " + made + pixelPc);
  }
}
