package protomass.vision.segmentation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.CatalogueRow;
import protomass.core.catalogue.Normalisation;
import protomass.core.catalogue.NormalisationFit;
import protomass.core.catalogue.Split;
import protomass.core.catalogue.SplitBy;
import protomass.core.error.BadInputException;
import protomass.core.error.UsageException;
import protomass.core.maps.MapFile;
import protomass.core.maps.MapRow;
import protomass.core.provenance.Provenance;

/**
 * The maps that a segmentation rests on.
 *
 * @param catalogue all of them
 * @param normalisation how they become numbers
 * @param fitted rows that the components are fitted to
 * @param candidates rows that may be shown
 */
record MapSelection(
    Catalogue catalogue, Normalisation normalisation, int[] fitted, int[] candidates) {
  /**
   * Components from the training rows of a catalogue, pictures of its test rows.
   *
   * @param files only test rows of these files are shown; all where it is empty
   * @throws UsageException when a file is not in the catalogue
   * @throws BadInputException when either side has no rows
   */
  static MapSelection ofCatalogue(Path path, List<Path> files) {
    Catalogue catalogue = Catalogue.read(path);
    return new MapSelection(
        catalogue,
        Normalisation.beside(path),
        require(catalogue, catalogue.positions(Split.TRAIN), "training"),
        require(catalogue, testRows(catalogue, files), "test"));
  }

  /** Components, normalisation and pictures from all maps of some files, with no split at all. */
  static MapSelection ofFiles(List<Path> files) {
    List<CatalogueRow> rows = new ArrayList<>();
    NormalisationFit fit = new NormalisationFit();
    for (Path path : files.stream().map(MapSelection::normal).distinct().sorted().toList()) {
      try (MapFile file = MapFile.open(path)) {
        for (int index = 0; index < file.rows().size(); index++) {
          rows.add(row(path, index, file.rows().get(index)));
          fit.add(file.map(index));
        }
      }
    }
    Catalogue catalogue = new Catalogue(normal(files.getFirst()), rows);
    // The split is none of any kind; the record is never written.
    Normalisation normalisation =
        fit.finish(
            SplitBy.MAP, catalogue.logMasses(), files.getFirst(), Provenance.of("segment", null));
    int[] all = IntStream.range(0, rows.size()).toArray();
    return new MapSelection(catalogue, normalisation, all, all);
  }

  private static CatalogueRow row(Path file, int index, MapRow map) {
    return new CatalogueRow(
        map.id(),
        file.toString(),
        index,
        map.snapshot(),
        map.star(),
        map.lineOfSight(),
        map.massMsun(),
        map.ageYr(),
        Split.TRAIN,
        0,
        map.cloud(),
        map.cloud());
  }

  private static int[] testRows(Catalogue catalogue, List<Path> files) {
    int[] test = catalogue.positions(Split.TEST);
    if (files.isEmpty()) {
      return test;
    }
    Set<Path> known = new HashSet<>();
    catalogue.rows().forEach(row -> known.add(normal(catalogue.mapFile(row))));
    Set<Path> wanted = new HashSet<>();
    for (Path file : files) {
      if (!known.contains(normal(file))) {
        throw new UsageException(
            "--maps " + file + " is no file of " + catalogue.path(),
            "give files that 'protomass split' was given");
      }
      wanted.add(normal(file));
    }
    return Arrays.stream(test)
        .filter(row -> wanted.contains(normal(catalogue.mapFile(catalogue.rows().get(row)))))
        .toArray();
  }

  private static Path normal(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static int[] require(Catalogue catalogue, int[] rows, String side) {
    if (rows.length == 0) {
      throw new BadInputException(
          catalogue.path(),
          "has no " + side + " rows to use",
          "change --test-fraction of 'protomass split' or --maps");
    }
    return rows;
  }
}
