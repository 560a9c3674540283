package protomass.inference.split;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import protomass.core.error.BadInputException;
import protomass.core.maps.MapFile;
import protomass.core.progress.Progress;

/** All maps of several files in the catalogue's order, checked to belong together. */
final class MapIndex {
  /** Regions of one survey have one pixel scale; this leaves room for rounding in their headers. */
  private static final double PIXEL_SCALE_TOLERANCE = 0.01;

  private MapIndex() {}

  /**
   * Reads the tables of the files, not their maps.
   *
   * @param files at least one
   * @throws BadInputException when a file is broken, two maps have one id, or the files differ in
   *     map size or pixel scale
   */
  static List<LocatedMap> read(List<Path> files, Progress progress) {
    List<LocatedMap> maps = new ArrayList<>();
    Map<String, Path> owners = new HashMap<>();
    int size = 0;
    double pixelPc = 0;
    for (Path path : files) {
      try (MapFile file = MapFile.open(path)) {
        if (maps.isEmpty()) {
          size = file.size();
          pixelPc = file.pixelPc();
        }
        requireSameGeometry(file, files.getFirst(), size, pixelPc);
        for (int index = 0; index < file.rows().size(); index++) {
          maps.add(new LocatedMap(file.rows().get(index), path, index));
          requireNew(owners, file.rows().get(index).id(), path);
        }
      }
      progress.advance(1);
    }
    maps.sort(LocatedMap.CATALOGUE_ORDER);
    return List.copyOf(maps);
  }

  private static void requireSameGeometry(MapFile file, Path first, int size, double pixelPc) {
    if (file.size() != size) {
      throw new BadInputException(
          file.path(),
          "has maps of %d pixels a side, %s of %d".formatted(file.size(), first, size),
          "make all maps with the same --map-size");
    }
    if (!(Math.abs(file.pixelPc() - pixelPc) <= PIXEL_SCALE_TOLERANCE * Math.abs(pixelPc))) {
      throw new BadInputException(
          file.path(),
          String.format(
              Locale.ROOT, "has pixels of %.6g pc, %s of %.6g pc", file.pixelPc(), first, pixelPc),
          "make all maps with the same --region-size and --map-size");
    }
  }

  private static void requireNew(Map<String, Path> owners, String id, Path path) {
    Path owner = owners.putIfAbsent(id, path);
    if (owner != null) {
      throw new BadInputException(
          path,
          "holds the map %s, which %s holds already".formatted(id, owner),
          "both are of one snapshot: leave one of them out; if they are of two simulations, tell"
              + " these apart by project --simulation");
    }
  }
}
