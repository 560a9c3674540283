package protomass.inference.split;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static protomass.inference.Samples.together;
import static protomass.inference.Samples.views;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.CatalogueRow;
import protomass.core.catalogue.Normalisation;
import protomass.core.catalogue.Normalisation.ChannelRange;
import protomass.core.catalogue.NormalisedMaps;
import protomass.core.catalogue.Split;
import protomass.core.catalogue.SplitBy;
import protomass.core.maps.Channel;
import protomass.core.maps.GasMap;
import protomass.core.maps.LineOfSight;
import protomass.core.maps.MapRow;
import protomass.inference.CommandRun;
import protomass.inference.Samples;
import protomass.testing.Unsealed;

class SplitCommandTest {
  private static final int SIZE = 4;

  @TempDir Path folder;

  private CommandRun split(String... options) {
    String[] arguments =
        Stream.concat(Stream.of("--out", catalogueFile().toString()), Arrays.stream(options))
            .toArray(String[]::new);
    return CommandRun.of(new SplitCommand(), arguments);
  }

  private Path catalogueFile() {
    return folder.resolve("catalogue.csv");
  }

  private void assertNothingWritten() throws IOException {
    try (var files = Files.list(folder)) {
      assertEquals(
          List.of(),
          files
              .map(path -> path.getFileName().toString())
              .filter(name -> !name.endsWith(".fits"))
              .toList());
    }
  }

  private Path maps(String name, List<MapRow> rows) {
    return Samples.maps(folder.resolve(name), SIZE, rows);
  }

  /** Two clouds; H1 has 5 stars alone in 2 snapshots, M2 a pair and 3 stars alone. */
  private void survey() {
    for (long snapshot = 10; snapshot <= 11; snapshot++) {
      maps(
          "maps-h1-" + snapshot + ".fits",
          together(
              views("H1", snapshot, 5),
              views("H1", snapshot, 4),
              views("H1", snapshot, 3),
              views("H1", snapshot, 2),
              views("H1", snapshot, 1)));
    }
    maps(
        "maps-m2.fits",
        together(
            views("M2", 9, 1, 7L),
            views("M2", 9, 7, 1L),
            views("M2", 9, 2),
            views("M2", 9, 3),
            views("M2", 9, 4)));
  }

  @Test
  void listsEveryMapInOrderWithItsPlace() {
    survey();
    split("--maps", folder + "/maps-*.fits").succeeded();
    Catalogue catalogue = Catalogue.read(catalogueFile());
    assertEquals(45, catalogue.rows().size());
    assertEquals("H1-00010-0001-x", catalogue.rows().getFirst().id());
    assertEquals("M2-00009-0007-z", catalogue.rows().getLast().id());
    assertEquals(
        catalogue.rows().stream().map(CatalogueRow::id).sorted().toList(),
        catalogue.rows().stream().map(CatalogueRow::id).toList());
    try (NormalisedMaps maps = NormalisedMaps.of(catalogue)) {
      for (int i = 0; i < maps.count(); i++) {
        CatalogueRow row = catalogue.rows().get(i);
        GasMap expected =
            Samples.map(
                Samples.row(row.cloud(), row.snapshot(), row.star(), row.lineOfSight(), 1), SIZE);
        assertArrayEquals(expected.velocity(), maps.physical(i).velocity());
        assertEquals(0.02 * row.star() + 0.001 * row.snapshot(), row.massMsun());
      }
    }
  }

  @Test
  void ordersSnapshotsByNumberNotByName() {
    maps("a.fits", together(views("H1", 100000, 1), views("H1", 99999, 2)));
    split("--maps", folder + "/a.fits").succeeded();
    List<Long> snapshots =
        Catalogue.read(catalogueFile()).rows().stream().map(CatalogueRow::snapshot).toList();
    assertEquals(List.of(99999L, 99999L, 99999L, 100000L, 100000L, 100000L), snapshots);
  }

  @Test
  void namesFilesFromTheCataloguesFolderWithoutResolvingLinks() throws IOException {
    Files.createDirectories(folder.resolve("store"));
    Files.createDirectories(folder.resolve("out"));
    Path stored = maps("store/real.fits", together(views("H1", 1, 1), views("H1", 1, 2)));
    Files.createSymbolicLink(folder.resolve("link.fits"), stored);
    CommandRun.of(
            new SplitCommand(),
            "--maps",
            folder + "/link.fits",
            "--out",
            folder + "/out/catalogue.csv")
        .succeeded();
    Catalogue catalogue = Catalogue.read(folder.resolve("out/catalogue.csv"));
    assertEquals(
        Set.of("../link.fits"),
        catalogue.rows().stream().map(CatalogueRow::file).collect(Collectors.toSet()));
    try (NormalisedMaps maps = NormalisedMaps.of(catalogue)) {
      assertEquals(SIZE, maps.size());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void byStarKeepsGroupsWholeInSplitAndFold(long seed) {
    survey();
    split("--maps", folder + "/maps-*.fits", "--seed", "" + seed).succeeded();
    Map<String, Set<String>> sides =
        Catalogue.read(catalogueFile()).rows().stream()
            .collect(
                Collectors.groupingBy(
                    CatalogueRow::group,
                    Collectors.mapping(row -> row.split() + "/" + row.fold(), Collectors.toSet())));
    assertEquals(9, sides.size());
    assertTrue(sides.containsKey("M2-0001") && !sides.containsKey("M2-0007"));
    assertEquals(Set.of(1), sides.values().stream().map(Set::size).collect(Collectors.toSet()));
  }

  @Test
  void byMapMeetsTheFractionAndByCloudKeepsClouds() {
    survey();
    split("--maps", folder + "/maps-*.fits", "--by", "map", "--test-fraction", "0.2").succeeded();
    Catalogue byMap = Catalogue.read(catalogueFile());
    assertEquals(9, byMap.positions(Split.TEST).length);
    assertEquals(SplitBy.MAP, Normalisation.beside(catalogueFile()).splitBy());
    CommandRun run = split("--maps", folder + "/maps-*.fits", "--by", "cloud").succeeded();
    assertEquals(
        Set.of("M2"),
        Catalogue.read(catalogueFile()).rows().stream()
            .filter(row -> row.split() == Split.TEST)
            .map(CatalogueRow::cloud)
            .collect(Collectors.toSet()));
    assertTrue(run.err().contains("the test side holds 33 % of the maps, not 25 %"), run.err());
    assertTrue(run.err().contains("there are only 2 groups to split by cloud"), run.err());
  }

  @Test
  void theSameSeedGivesTheSameBytesWhateverTheOrderOfFiles() throws IOException {
    survey();
    split("--maps", folder + "/maps-*.fits", "--by", "map").succeeded();
    byte[] first = Files.readAllBytes(catalogueFile());
    split(
            "--maps",
            folder + "/maps-m2.fits",
            folder + "/maps-h1-11.fits",
            "--maps",
            folder + "/maps-h1-10.fits",
            "--by",
            "map")
        .succeeded();
    assertArrayEquals(first, Files.readAllBytes(catalogueFile()));
    split("--maps", folder + "/maps-*.fits", "--by", "map", "--seed", "2").succeeded();
    assertFalse(Arrays.equals(first, Files.readAllBytes(catalogueFile())));
  }

  @Test
  void fitsTheNormalisationToTrainingRowsOnly() {
    survey();
    split("--maps", folder + "/maps-*.fits").succeeded();
    Catalogue catalogue = Catalogue.read(catalogueFile());
    Normalisation normalisation = Normalisation.beside(catalogueFile());
    int[] training = catalogue.positions(Split.TRAIN);
    assertEquals(training.length, normalisation.trainingRows());
    try (NormalisedMaps maps = NormalisedMaps.of(catalogue)) {
      for (ChannelRange range : normalisation.channels()) {
        boolean logarithmic = range.channel() == Channel.COLUMN_DENSITY;
        double[] values =
            Arrays.stream(training)
                .mapToObj(i -> maps.physical(i).values(range.channel()))
                .flatMapToDouble(v -> IntStream.range(0, v.length).mapToDouble(p -> v[p]))
                .map(v -> logarithmic ? Math.log10(v) : v)
                .toArray();
        assertEquals(logarithmic, range.logarithmic());
        assertEquals(Arrays.stream(values).min().orElseThrow(), range.minimum());
        assertEquals(Arrays.stream(values).max().orElseThrow(), range.maximum());
      }
    }
    double[] logMasses =
        Arrays.stream(training).mapToDouble(i -> catalogue.rows().get(i).logMass()).toArray();
    double mean = Arrays.stream(logMasses).average().orElseThrow();
    double variance =
        Arrays.stream(logMasses).map(m -> Math.pow(m - mean, 2)).sum() / (logMasses.length - 1);
    assertEquals(mean, normalisation.mass().meanLogMass(), 1e-15);
    assertEquals(Math.sqrt(variance), normalisation.mass().standardDeviation(), 1e-15);
  }

  @Test
  void leavesOutPixelsWithoutAValueAndWarnsOfConstantChannels() {
    List<MapRow> rows = together(views("H1", 1, 1), views("H1", 1, 2));
    float[] density = new float[SIZE * SIZE];
    Arrays.fill(density, 10);
    density[0] = 0;
    density[1] = Float.NaN;
    density[2] = 100;
    float[] constant = new float[SIZE * SIZE];
    GasMap map = new GasMap(SIZE, density, constant, constant);
    Samples.maps(folder.resolve("m.fits"), rows, rows.stream().map(row -> map).toList());
    CommandRun run = split("--maps", folder + "/m.fits", "--test-fraction", "0.5").succeeded();
    ChannelRange range = Normalisation.beside(catalogueFile()).channels().getFirst();
    assertEquals(1, range.minimum());
    assertEquals(2, range.maximum());
    assertTrue(run.err().contains("6 pixels of training maps are not finite"), run.err());
    assertTrue(run.err().contains("VELOCITY is constant over all training maps"), run.err());
  }

  @Test
  void refusesAChannelWithoutAnyValue() throws IOException {
    List<MapRow> rows = together(views("H1", 1, 1), views("H1", 1, 2));
    float[] nothing = new float[SIZE * SIZE];
    Arrays.fill(nothing, Float.NaN);
    GasMap map = new GasMap(SIZE, nothing, nothing, nothing);
    Samples.maps(folder.resolve("m.fits"), rows, rows.stream().map(row -> map).toList());
    split("--maps", folder + "/m.fits")
        .failed(65, "m.fits", "no positive pixel of COLUMN_DENSITY", "protomass project");
    assertNothingWritten();
  }

  @Test
  void refusesFewerThanTwoUnits() throws IOException {
    maps("m.fits", together(views("H1", 1, 4, 2L), views("H1", 1, 2)));
    split("--maps", folder + "/m.fits")
        .failed(2, "--by star", "the 6 maps", "one group", "H1-0002", "use --by map");
    split("--maps", folder + "/m.fits", "--by", "cloud")
        .failed(2, "--by cloud", "all are of the cloud H1", "use --by star");
    maps("one.fits", List.of(Samples.row("H1", 1, 4, LineOfSight.X, 1)));
    split("--maps", folder + "/one.fits", "--by", "map").failed(2, "H1-00001-0004-x");
    assertNothingWritten();
  }

  @Test
  void refusesTheSameMapInTwoFiles() throws IOException {
    maps("a.fits", together(views("H1", 1, 1), views("H1", 1, 2)));
    maps("b.fits", together(views("H1", 1, 2)));
    split("--maps", folder + "/*.fits")
        .failed(65, "b.fits", "H1-00001-0002-x", "a.fits", "leave one of them out; if they are of");
    assertNothingWritten();
  }

  @Test
  void refusesMapsOfDifferentSizes() throws IOException {
    maps("a.fits", together(views("H1", 1, 1), views("H1", 1, 2)));
    Samples.maps(folder.resolve("b.fits"), 6, views("H1", 2, 1));
    split("--maps", folder + "/*.fits")
        .failed(65, "b.fits", "maps of 6 pixels a side", "a.fits of 4", "--map-size");
    assertNothingWritten();
  }

  @Test
  void refusesAMassThatIsNotANumber() throws IOException {
    Path file = maps("m.fits", List.of(Samples.row("H1", 1, 4, LineOfSight.X, 1.2345)));
    byte[] bytes = Files.readAllBytes(file);
    byte[] mass = ByteBuffer.allocate(8).putDouble(1.2345).array();
    int place =
        IntStream.range(0, bytes.length - 8)
            .filter(i -> Arrays.equals(bytes, i, i + 8, mass, 0, 8))
            .findFirst()
            .orElseThrow();
    ByteBuffer.wrap(bytes).putDouble(place, Double.NaN);
    Files.write(file, bytes);
    split("--maps", file.toString()).failed(65, "m.fits", "is damaged", "HDU 4");
    Files.write(file, Unsealed.fits(bytes));
    split("--maps", file.toString()).failed(65, "m.fits", "star 4 has mass NaN", "project");
    assertNothingWritten();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "-0.5", "NaN", "25"})
  void refusesAFractionOutsideItsRange(String fraction) throws IOException {
    survey();
    split("--maps", folder + "/maps-*.fits", "--test-fraction", fraction)
        .failed(
            2,
            "--test-fraction is " + Double.parseDouble(fraction),
            "give a value above 0.0 and below 1.0");
    assertNothingWritten();
  }

  @Test
  void refusesBadOptions() throws IOException {
    survey();
    split("--maps", folder + "/maps-*.fits", "--folds", "1")
        .failed(2, "--folds is 1; give at least 2");
    split("--maps", folder + "/maps-*.fits", "--by", "moon").failed(2, "--by", "moon");
    split("--maps", folder + "/none-*.fits").failed(65, "none-*.fits", "matches no file");
    split("--maps", folder + "/none.fits").failed(65, "none.fits", "does not exist");
    assertNothingWritten();
  }

  @Test
  void recordsWhereTheNormalisationComesFrom() {
    survey();
    split("--maps", folder + "/maps-*.fits", "--seed", "7").succeeded();
    var provenance = Normalisation.beside(catalogueFile()).provenance();
    assertEquals(7L, provenance.seed());
    assertEquals(
        Set.of("maps-h1-10.fits", "maps-h1-11.fits", "maps-m2.fits"),
        new HashSet<>(provenance.inputs().keySet()));
  }
}
