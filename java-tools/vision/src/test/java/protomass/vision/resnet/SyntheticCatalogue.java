package protomass.vision.resnet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.CatalogueRow;
import protomass.core.catalogue.Normalisation;
import protomass.core.catalogue.Normalisation.ChannelRange;
import protomass.core.catalogue.Normalisation.MassRange;
import protomass.core.catalogue.Split;
import protomass.core.catalogue.SplitBy;
import protomass.core.maps.Channel;
import protomass.core.maps.GasMap;
import protomass.core.maps.LineOfSight;
import protomass.core.maps.MapFileWriter;
import protomass.core.maps.MapRow;
import protomass.core.provenance.Provenance;
import protomass.core.random.RandomStream;

/**
 * Maps of clouds that do not exist, in two files, with a catalogue: a round core in noise, whose
 * column density and width of lines grow with the mass of the star inside. Every fourth map is a
 * test row.
 */
public final class SyntheticCatalogue {
  public static final double LOWEST_LOG_MASS = -1;
  public static final double HIGHEST_LOG_MASS = 1;

  private static final Provenance PROVENANCE = Provenance.of("test", null);

  private SyntheticCatalogue() {}

  /** log10 of the mass of the map of a row: spread evenly, in no order. */
  private static double logMass(int row) {
    return RandomStream.of(5, "test.mass", row).nextDouble(LOWEST_LOG_MASS, HIGHEST_LOG_MASS);
  }

  /** Writes a catalogue of so many maps of so many pixels along a side. */
  public static Path write(Path folder, int count, int size) {
    List<CatalogueRow> rows = new ArrayList<>();
    for (int file = 0; file < 2; file++) {
      List<MapRow> mapRows = new ArrayList<>();
      List<GasMap> maps = new ArrayList<>();
      for (int row = file * count / 2; row < (file + 1) * count / 2; row++) {
        MapRow mapRow = mapRow(file, row);
        rows.add(catalogueRow(file, row, maps.size(), mapRow));
        mapRows.add(mapRow);
        maps.add(map(row, size));
      }
      MapFileWriter.write(folder.resolve(fileName(file)), mapRows, maps, 0.01, PROVENANCE);
    }
    Catalogue catalogue = new Catalogue(folder.resolve("catalogue.csv"), rows);
    catalogue.write();
    normalisation(catalogue).writeBeside(catalogue);
    return catalogue.path();
  }

  private static Normalisation normalisation(Catalogue catalogue) {
    return new Normalisation(
        SplitBy.STAR,
        catalogue.positions(Split.TRAIN).length,
        List.of(
            range(Channel.COLUMN_DENSITY, true, -3, 1),
            range(Channel.VELOCITY, false, -1, 1),
            range(Channel.DISPERSION, false, 0, 2)),
        new MassRange(LOWEST_LOG_MASS, HIGHEST_LOG_MASS, 0, 0.58),
        PROVENANCE);
  }

  private static ChannelRange range(
      Channel channel, boolean logarithmic, double minimum, double maximum) {
    return new ChannelRange(channel, channel.unit(), logarithmic, minimum, maximum);
  }

  private static String fileName(int file) {
    return "maps-%d.fits".formatted(file);
  }

  private static MapRow mapRow(int file, int row) {
    return new MapRow(
        "T1",
        file,
        row,
        LineOfSight.Z,
        Math.pow(10, logMass(row)),
        1000.0 * row,
        List.of(0.1, 0.1, 0.1),
        List.of());
  }

  private static CatalogueRow catalogueRow(int file, int row, int index, MapRow map) {
    Split split = row % 4 == 3 ? Split.TEST : Split.TRAIN;
    return new CatalogueRow(
        map.id(),
        fileName(file),
        index,
        map.snapshot(),
        map.star(),
        map.lineOfSight(),
        map.massMsun(),
        map.ageYr(),
        split,
        row % 4,
        map.cloud(),
        "T1-%04d".formatted(row));
  }

  private static GasMap map(int index, int size) {
    RandomStream random = RandomStream.of(5, "test.map", index);
    double logMass = logMass(index);
    float[][] values = new float[3][size * size];
    for (int p = 0; p < size * size; p++) {
      double x = (p % size + 0.5) / size - 0.5;
      int row = p / size;
      double y = (row + 0.5) / size - 0.5;
      double core = Math.exp(-20 * (x * x + y * y));
      double logDensity = -2 + core * (1.5 + 0.8 * logMass) + 0.3 * random.nextGaussian();
      values[0][p] = (float) Math.pow(10, logDensity);
      values[1][p] = (float) (x + 0.1 * random.nextGaussian());
      values[2][p] = (float) (0.4 + core * (0.6 + 0.4 * logMass) + 0.1 * random.nextDouble());
    }
    return new GasMap(size, values[0], values[1], values[2]);
  }
}
