package protomass.inference;

import java.util.stream.IntStream;
import protomass.core.safetensors.SafetensorsFile;
import protomass.inference.feature.ArrayFeatures;
import protomass.testing.SharedFolder;

/** Reference numbers of scikit-learn: 600 rows of 48 features, the first 450 for training. */
public final class Golden {
  public static final int[] TRAINING = IntStream.range(0, 450).toArray();
  public static final int[] TEST = IntStream.range(450, 600).toArray();

  /** A test row that equals a training row. */
  public static final int DUPLICATE = 460;

  public static final int DUPLICATE_OF = 3;
  public static final int COLUMNS = 48;

  private Golden() {}

  /** Opens the file, or skips the calling test. */
  public static SafetensorsFile open() {
    return SafetensorsFile.open(SharedFolder.golden("evaluation/pca_knn.safetensors"));
  }

  public static ArrayFeatures features(SafetensorsFile golden) {
    return new ArrayFeatures(COLUMNS, golden.doubles("X"));
  }

  /** A number among the file's metadata. */
  public static double number(SafetensorsFile golden, String key) {
    return Double.parseDouble(golden.requireMetadata(key));
  }
}
