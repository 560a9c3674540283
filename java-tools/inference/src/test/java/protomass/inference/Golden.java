package protomass.inference;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import protomass.core.safetensors.SafetensorsFile;
import protomass.inference.feature.ArrayFeatures;
import protomass.testing.Goldens;

/**
 * Reference numbers of scikit-learn: rows of features, some of them for training, with principal
 * components and nearest neighbours. One test row equals a training row.
 *
 * @param file what was opened
 * @param training rows, as the metadata name them
 * @param test rows, likewise
 * @param duplicate the test row that has an equal
 * @param duplicateOf the training row that it equals
 * @param neighbours how many of them
 */
public record Golden(
    SafetensorsFile file,
    int[] training,
    int[] test,
    int duplicate,
    int duplicateOf,
    int neighbours)
    implements AutoCloseable {
  private static final String DUPLICATE = "row_(\\d+)_equals_row";

  /** Every file of the kind, for {@code @MethodSource("protomass.inference.Golden#files")}. */
  public static List<Path> files() {
    return Goldens.of("evaluation", "pca_knn*.safetensors");
  }

  public static Golden open(Path path) {
    SafetensorsFile file = SafetensorsFile.open(path);
    String key =
        file.metadata().keySet().stream()
            .filter(name -> name.matches(DUPLICATE))
            .findFirst()
            .orElseThrow(() -> new AssertionError(path + " names no " + DUPLICATE));
    return new Golden(
        file,
        rows(file.requireMetadata("train_rows")),
        rows(file.requireMetadata("test_rows")),
        Integer.parseInt(key.replaceAll(DUPLICATE, "$1")),
        Integer.parseInt(file.requireMetadata(key)),
        Integer.parseInt(file.requireMetadata("k")));
  }

  /** A range such as 0..449, both ends among it. */
  private static int[] rows(String range) {
    String[] ends = range.split("\\.\\.", 2);
    return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])).toArray();
  }

  public int columns() {
    return file.info("X").shape().get(1).intValue();
  }

  public ArrayFeatures features() {
    return new ArrayFeatures(columns(), file.doubles("X"));
  }

  public boolean isTest(int row) {
    return IntStream.of(test).anyMatch(other -> other == row);
  }

  /** A number among the file's metadata. */
  public double number(String key) {
    return Double.parseDouble(file.requireMetadata(key));
  }

  @Override
  public void close() {
    file.close();
  }
}
