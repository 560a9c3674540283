package protomass.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.NormalisedMaps;
import protomass.core.catalogue.Split;
import protomass.core.catalogue.SplitBy;
import protomass.core.command.ProtomassCommand;
import protomass.core.file.Checksum;
import protomass.core.json.Json;
import protomass.core.maps.GasMap;
import protomass.core.maps.MapRow;
import protomass.core.safetensors.SafetensorsFile;
import protomass.core.safetensors.SafetensorsWriter;
import protomass.core.safetensors.Tensor;
import protomass.core.score.Prediction;
import protomass.core.score.PredictionTable;
import protomass.core.score.Scores;
import protomass.inference.regression.RegressCommand;
import protomass.inference.split.SplitCommand;
import protomass.inference.whitening.WhitenCommand;

/** The commands one after the other, through files. */
class InferenceCommandsTest {
  /** Asked for by the definition of the golden test. */
  private static final double TOLERANCE = 1e-8;

  @TempDir Path folder;

  private Path at(String name) {
    return folder.resolve(name);
  }

  private CommandRun whiten(String... options) {
    return run(new WhitenCommand(), "whitening.safetensors", options);
  }

  private CommandRun regress(String... options) {
    return run(new RegressCommand(), "knn", options);
  }

  private CommandRun run(ProtomassCommand command, String out, String... options) {
    String[] arguments =
        Stream.concat(
                Stream.of(
                    "--catalogue",
                    at("catalogue.csv").toString(),
                    "--model",
                    "test-model",
                    "--out",
                    at(out).toString()),
                Arrays.stream(options))
            .toArray(String[]::new);
    return CommandRun.of(command, arguments);
  }

  private Catalogue catalogue(int rows) {
    return Samples.catalogue(
        at("catalogue.csv"),
        IntStream.range(0, rows).mapToDouble(i -> 0.1 + 0.01 * i).toArray(),
        i -> i % 4 == 0);
  }

  private Path embeddings(Catalogue catalogue, int columns) {
    double[] values = Samples.normal(1, catalogue.rows().size() * columns);
    return Samples.embeddings(at("e.safetensors"), catalogue, Samples.floats(values));
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void modelsAreNamedAfterTheirFeatures() {
    Catalogue catalogue = catalogue(40);
    Path embeddings = embeddings(catalogue, 6);
    String catalogueFile = at("catalogue.csv").toString();
    CommandRun.of(
            new WhitenCommand(),
            "--embeddings",
            embeddings.toString(),
            "--catalogue",
            catalogueFile,
            "--out",
            at("w").toString())
        .succeeded();
    for (String features : List.of(embeddings.toString(), at("w").toString())) {
      CommandRun.of(
              new RegressCommand(),
              "--features",
              features,
              "--catalogue",
              catalogueFile,
              "--out",
              features)
          .succeeded();
    }
    assertEquals("e", Json.read(at("e.safetensors.scores.json"), Scores.class).model());
    assertEquals("e-whitened", Json.read(at("w.scores.json"), Scores.class).model());
  }

  @Test
  void areFoundByTheServiceLoader() {
    assertEquals(
        Set.of(SplitCommand.class, WhitenCommand.class, RegressCommand.class),
        ServiceLoader.load(ProtomassCommand.class).stream()
            .map(ServiceLoader.Provider::type)
            .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("protomass.inference.Golden#files")
  void whitenAndRegressEqualScikitLearnThroughFiles(Path file) {
    try (Golden opened = Golden.open(file)) {
      SafetensorsFile golden = opened.file();
      double[] masses = Arrays.stream(golden.doubles("y")).map(y -> Math.pow(10, y)).toArray();
      Catalogue catalogue = Samples.catalogue(at("catalogue.csv"), masses, opened::isTest);
      Path embeddings = Samples.embeddings(at("e.safetensors"), catalogue, golden.floats("X"));
      whiten("--embeddings", embeddings.toString()).succeeded();
      try (SafetensorsFile whitening = SafetensorsFile.open(at("whitening.safetensors"))) {
        for (String name : List.of("mean", "components", "explained_variance", "whitened")) {
          assertArrayEquals(
              golden.doubles("pca." + name), whitening.doubles(name), TOLERANCE, name);
          assertEquals(golden.info("pca." + name).shape(), whitening.info(name).shape());
        }
        assertArrayEquals(golden.doubles("y"), whitening.doubles("log_mass"), TOLERANCE);
        assertEquals(opened.test().length, Arrays.stream(whitening.longs("is_test")).sum());
        assertEquals("protomass.whitening", whitening.requireMetadata("format"));
        assertEquals("test-model", whitening.requireMetadata("model"));
        assertEquals("star", whitening.requireMetadata("split_by"));
        assertEquals(
            Checksum.sha256(at("catalogue.csv")), whitening.requireMetadata("catalogue_sha256"));
        assertTrue(whitening.requireMetadata("command_line").startsWith("whiten --catalogue"));
        assertEquals(Checksum.sha256(embeddings), whitening.requireMetadata("input.e.safetensors"));
      }
      String k = String.valueOf(opened.neighbours());
      regress("--features", embeddings.toString(), "--neighbours", k).succeeded();
      assertScores(opened, catalogue, "raw");
      regress("--features", at("whitening.safetensors").toString(), "--neighbours", k).succeeded();
      assertScores(opened, catalogue, "whitened");
    }
  }

  private void assertScores(Golden opened, Catalogue catalogue, String features) {
    SafetensorsFile golden = opened.file();
    int k = opened.neighbours();
    List<Prediction> predictions =
        PredictionTable.read(at("knn.predictions.csv"), at("knn.scores.json"));
    assertArrayEquals(
        golden.doubles("knn." + features + ".prediction"),
        predictions.stream().mapToDouble(Prediction::logMassPredicted).toArray(),
        TOLERANCE);
    long[] neighbours = golden.longs("knn." + features + ".neighbours");
    for (int i = 0; i < predictions.size(); i++) {
      Prediction prediction = predictions.get(i);
      assertEquals(catalogue.rows().get(opened.test()[i]).id(), prediction.id());
      assertEquals(
          Arrays.stream(neighbours, i * k, i * k + k)
              .mapToObj(row -> catalogue.rows().get((int) row).id())
              .toList(),
          prediction.neighbours());
      // A weighted mean of equal values may err in the last place.
      assertTrue(prediction.lower() <= prediction.logMassPredicted() + 1e-12);
      assertTrue(prediction.logMassPredicted() <= prediction.upper() + 1e-12);
    }
    Scores scores = Json.read(at("knn.scores.json"), Scores.class);
    assertEquals(opened.number("r2." + features), scores.r2(), TOLERANCE);
    assertEquals(opened.number("rmse." + features), scores.rmseDex(), TOLERANCE);
    assertEquals(opened.training().length, scores.trainingRows());
    assertEquals(opened.test().length, scores.testRows());
    assertEquals(SplitBy.STAR, scores.splitBy());
    assertEquals("test-model", scores.model());
    assertTrue(scores.r2Interval().lower() < scores.r2());
    assertTrue(scores.r2() < scores.r2Interval().upper());
  }

  @Test
  void givesTheSameBytesAgain() throws IOException {
    Path embeddings = embeddings(catalogue(60), 7);
    whiten("--embeddings", embeddings.toString()).succeeded();
    regress("--features", at("whitening.safetensors").toString()).succeeded();
    byte[] whitening = Files.readAllBytes(at("whitening.safetensors"));
    byte[] scores = Files.readAllBytes(at("knn.scores.json"));
    whiten("--embeddings", embeddings.toString()).succeeded();
    regress("--features", at("whitening.safetensors").toString()).succeeded();
    assertArrayEquals(whitening, Files.readAllBytes(at("whitening.safetensors")));
    assertArrayEquals(scores, Files.readAllBytes(at("knn.scores.json")));
  }

  /** Maps whose column density is the star's mass throughout; two snapshots of eight stars. */
  private void survey() {
    for (long snapshot = 1; snapshot <= 2; snapshot++) {
      long number = snapshot;
      List<MapRow> rows =
          IntStream.rangeClosed(1, 8)
              .boxed()
              .flatMap(star -> Samples.views("H1", number, star).stream())
              .toList();
      List<GasMap> maps =
          rows.stream()
              .map(
                  row -> {
                    GasMap map = Samples.map(row, 6);
                    Arrays.fill(map.columnDensity(), (float) row.massMsun());
                    return map;
                  })
              .toList();
      Samples.maps(at("maps-%d.fits".formatted(snapshot)), rows, maps);
    }
    CommandRun.of(
            new SplitCommand(),
            "--maps",
            folder + "/maps-*.fits",
            "--out",
            at("catalogue.csv").toString())
        .succeeded();
  }

  @Test
  void meanColumnDensityIsOneNumberPerMap() {
    survey();
    regress("--features", "mean-column-density", "--neighbours", "3").succeeded();
    Catalogue catalogue = Catalogue.read(at("catalogue.csv"));
    double[] logMasses = catalogue.logMasses();
    int[] training = catalogue.positions(Split.TRAIN);
    for (Prediction prediction :
        PredictionTable.read(at("knn.predictions.csv"), at("knn.scores.json"))) {
      // The feature is the log mass up to float32, so the nearest rows are those nearest in mass.
      double nearest =
          Arrays.stream(training)
              .mapToDouble(i -> Math.abs(logMasses[i] - prediction.logMassTrue()))
              .min()
              .orElseThrow();
      double found =
          catalogue.rows().stream()
              .filter(row -> row.id().equals(prediction.neighbours().getFirst()))
              .mapToDouble(row -> Math.abs(row.logMass() - prediction.logMassTrue()))
              .findFirst()
              .orElseThrow();
      assertEquals(nearest, found, 1e-6);
      assertEquals(3, prediction.neighbours().size());
    }
  }

  @Test
  void pixelsAreTheNormalisedMaps() throws IOException {
    survey();
    Set<String> before = files();
    whiten("--features", "pixels", "--components", "5").succeeded();
    regress("--features", "pixels").succeeded();
    assertEquals(
        5,
        PredictionTable.read(at("knn.predictions.csv"), at("knn.scores.json"))
            .getFirst()
            .neighbours()
            .size());
    try (SafetensorsFile whitening = SafetensorsFile.open(at("whitening.safetensors"));
        NormalisedMaps maps = NormalisedMaps.of(Catalogue.read(at("catalogue.csv")))) {
      assertEquals(List.of(48L, 5L), whitening.info("whitened").shape());
      double[] mean = whitening.doubles("mean");
      assertEquals(3 * 36, mean.length);
      int[] training = Catalogue.read(at("catalogue.csv")).positions(Split.TRAIN);
      double sum = 0;
      for (int row : training) {
        sum += maps.normalised(row)[50];
      }
      assertEquals(sum / training.length, mean[50], 1e-12);
    }
    Set<String> after = files();
    after.removeAll(before);
    assertEquals(
        Set.of("whitening.safetensors", "knn.predictions.csv", "knn.scores.json"),
        after,
        "the scratch file must be gone");
  }

  @Test
  void allComponentsOfFewRowsAreThoseThatRowsSpan() {
    Path embeddings = embeddings(catalogue(20), 30);
    CommandRun run = whiten("--embeddings", embeddings.toString()).succeeded();
    assertTrue(run.err().contains("16 of 30 components dropped"), run.err());
    assertTrue(run.err().contains("15 training rows span at most 14 dimensions"), run.err());
    try (SafetensorsFile whitening = SafetensorsFile.open(at("whitening.safetensors"))) {
      assertEquals(List.of(20L, 14L), whitening.info("whitened").shape());
    }
  }

  @Test
  void refusesFeaturesOfAnotherCatalogue() throws IOException {
    Path embeddings = embeddings(catalogue(20), 3);
    String recorded = Checksum.sha256(at("catalogue.csv"));
    catalogue(21);
    String actual = Checksum.sha256(at("catalogue.csv"));
    whiten("--embeddings", embeddings.toString())
        .failed(65, "e.safetensors", recorded, actual, "catalogue.csv", "make it again");
    regress("--features", embeddings.toString()).failed(65, "e.safetensors", recorded, actual);
    assertEquals(Set.of("catalogue.csv", "normalisation.json", "e.safetensors"), files());
  }

  @Test
  void refusesFeaturesOfNoCatalogue() {
    catalogue(20);
    Path file = at("e.safetensors");
    SafetensorsWriter.write(
        file, Map.of(), List.of(Tensor.of("class_token", new float[40], 20, 2)));
    whiten("--embeddings", file.toString())
        .failed(65, "e.safetensors", "it is of plain arrays", "protomass embed --catalogue");
  }

  @Test
  void refusesBrokenFeatures() throws IOException {
    Catalogue catalogue = catalogue(8);
    float[] values = Samples.floats(Samples.normal(1, 24));
    values[5 * 3 + 1] = Float.NaN;
    String file = Samples.embeddings(at("e.safetensors"), catalogue, values).toString();
    whiten("--embeddings", file)
        .failed(65, "e.safetensors", "feature 1 of the map C1-00001-0005-x", "NaN");
    regress("--features", file).failed(65, "C1-00001-0005-x", "NaN");

    Map<String, String> metadata = Map.of("catalogue_sha256", Checksum.sha256(catalogue.path()));
    Path other = at("e.safetensors");
    SafetensorsWriter.write(
        other, metadata, List.of(Tensor.of("class_token", new float[14], 7, 2)));
    regress("--features", file).failed(65, "has 7 rows", "catalogue.csv has 8");
    SafetensorsWriter.write(other, metadata, List.of(Tensor.of("class_token", new float[8], 8)));
    regress("--features", file).failed(65, "'class_token' is F32 of shape [8]");
    SafetensorsWriter.write(other, metadata, List.of(Tensor.of("weights", new float[8], 8)));
    regress("--features", file).failed(65, "has no tensor whitened or class_token");
    SafetensorsWriter.write(other, Map.of(), List.of(Tensor.of("class_token", new float[8], 8, 1)));
    regress("--features", file).failed(65, "has no metadata 'catalogue_sha256'");
    Files.write(other, new byte[] {1, 2, 3});
    regress("--features", file).failed(65, "e.safetensors", "3 bytes");
    regress("--features", at("none.safetensors").toString()).failed(65, "none.safetensors");
    assertEquals(Set.of("catalogue.csv", "normalisation.json", "e.safetensors"), files());
  }

  @Test
  void refusesConstantFeatures() throws IOException {
    Catalogue catalogue = catalogue(8);
    String file = Samples.embeddings(at("e.safetensors"), catalogue, new float[24]).toString();
    whiten("--embeddings", file).failed(2, "the 6 training rows are equal", "check the encoder");
    assertFalse(files().contains("whitening.safetensors"));
  }

  @Test
  void refusesBadOptions() {
    Path embeddings = embeddings(catalogue(20), 3);
    String file = embeddings.toString();
    whiten("--embeddings", file, "--components", "0")
        .failed(2, "--components is 0; give at least 1");
    whiten("--embeddings", file, "--components", "4")
        .failed(2, "--components 4 exceeds the 3 features", "give 3 or less");
    whiten("--features", "mean-column-density").failed(2, "mean-column-density", "pixels");
    whiten().failed(2, "--embeddings", "--features");
    whiten("--embeddings", file, "--features", "pixels").failed(2, "mutually exclusive");
    regress("--features", file, "--neighbours", "0")
        .failed(2, "--neighbours is 0; give at least 1");
    regress("--features", file, "--neighbours", "16")
        .failed(2, "--neighbours 16 exceeds the 15 training rows", "fewer");
    regress("--features", file, "--weights", "gravity").failed(2, "--weights", "gravity");
  }

  @Test
  void refusesACatalogueWithoutTestRowsOrNormalisation() throws IOException {
    Catalogue catalogue =
        Samples.catalogue(at("catalogue.csv"), new double[] {1, 2, 3}, i -> false);
    String file = embeddings(catalogue, 2).toString();
    regress("--features", file, "--neighbours", "1").failed(65, "catalogue.csv", "no test rows");
    Files.delete(at("normalisation.json"));
    regress("--features", file).failed(65, "normalisation.json", "check that it exists");
    whiten("--embeddings", file).failed(65, "normalisation.json");
  }

  @Test
  void refusesAMapWithoutGas() throws IOException {
    survey();
    Catalogue catalogue = Catalogue.read(at("catalogue.csv"));
    MapRow row = Samples.views("H1", 1, 1).getFirst();
    assertEquals(row.id(), catalogue.rows().getFirst().id());
    List<MapRow> rows =
        IntStream.rangeClosed(1, 8)
            .boxed()
            .flatMap(star -> Samples.views("H1", 1, star).stream())
            .toList();
    GasMap empty = new GasMap(6, new float[36], new float[36], new float[36]);
    Samples.maps(at("maps-1.fits"), rows, rows.stream().map(r -> empty).toList());
    regress("--features", "mean-column-density")
        .failed(65, "maps-1.fits", "H1-00001-0001-x", "mean column density of 0.0 g cm-2");
    assertFalse(files().contains("knn.scores.json"));
  }
}
