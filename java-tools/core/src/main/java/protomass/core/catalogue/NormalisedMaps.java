package protomass.core.catalogue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import protomass.core.error.BadInputException;
import protomass.core.maps.GasMap;
import protomass.core.maps.MapFile;
import protomass.core.maps.StarPlace;

/**
 * The maps of a catalogue, normalised, read one at a time. Consecutive rows of one file are read
 * without opening it again. Not safe for use by several threads; close it at the end.
 */
public final class NormalisedMaps implements AutoCloseable {
  private final Catalogue catalogue;
  private final Normalisation normalisation;
  private final Set<Path> checked = new HashSet<>();
  private MapFile open;

  public NormalisedMaps(Catalogue catalogue, Normalisation normalisation) {
    this.catalogue = catalogue;
    this.normalisation = normalisation;
  }

  /** The maps of a catalogue with the normalisation that stands beside it. */
  public static NormalisedMaps of(Catalogue catalogue) {
    return new NormalisedMaps(catalogue, Normalisation.beside(catalogue.path()));
  }

  /** Number of maps. */
  public int count() {
    return catalogue.rows().size();
  }

  /** Pixels along a side of every map. */
  public int size() {
    return fileOf(0).size();
  }

  /** The map of a row as it was projected. */
  public GasMap physical(int row) {
    return holding(row).map(catalogue.rows().get(row).index());
  }

  /** Where the star of a row stands in its map. */
  public StarPlace starPlace(int row) {
    return holding(row).starPlace(catalogue.rows().get(row).index());
  }

  /** The row's file, which is known to have the row's map at its place. */
  private MapFile holding(int row) {
    CatalogueRow wanted = catalogue.rows().get(row);
    MapFile file = fileOf(row);
    if (wanted.index() >= file.rows().size()
        || !file.rows().get(wanted.index()).id().equals(wanted.id())) {
      throw new BadInputException(
          file.path(),
          "does not hold the map %s at place %d".formatted(wanted.id(), wanted.index()),
          "make the catalogue again with 'protomass split'");
    }
    return file;
  }

  /** The map of a row as (channel, y, x), normalised, row-major. */
  public float[] normalised(int row) {
    return normalisation.apply(physical(row));
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  private MapFile fileOf(int row) {
    Path path = catalogue.mapFile(catalogue.rows().get(row));
    if (open == null || !open.path().equals(path)) {
      close();
      // Files come in turns; each is compared with its checksums once.
      open = checked.add(path) ? MapFile.open(path) : MapFile.openChecked(path);
    }
    return open;
  }
}
