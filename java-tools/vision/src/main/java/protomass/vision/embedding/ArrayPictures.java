package protomass.vision.embedding;

import java.nio.file.Path;
import java.util.List;
import protomass.core.artefact.EmbeddingHeader;
import protomass.core.error.BadInputException;
import protomass.core.provenance.Provenance;
import protomass.core.safetensors.SafetensorsFile;
import protomass.core.safetensors.TensorInfo;
import protomass.core.safetensors.TensorType;

/**
 * The rows of the one tensor (pictures, channels, height, width) in float32 of a safetensors file,
 * taken as they are: in about [0, 1], nothing is fitted or clipped.
 */
final class ArrayPictures implements Pictures {
  private static final String MEND =
      "give one tensor (pictures, channels, height, width) in float32, none of the four zero";

  /** More would not fit an array, and no encoder takes as many. */
  private static final long MOST_OF_A_SIDE = 1 << 15;

  private final SafetensorsFile file;
  private final TensorInfo tensor;

  ArrayPictures(Path path) {
    file = SafetensorsFile.open(path);
    try {
      tensor = only();
      requirePictures();
    } catch (RuntimeException failure) {
      file.close();
      throw failure;
    }
  }

  private TensorInfo only() {
    List<String> names = List.copyOf(file.names());
    if (names.size() != 1) {
      throw fault(
          names.isEmpty()
              ? "holds no tensor"
              : "holds %d tensors: %s".formatted(names.size(), String.join(", ", names)),
          MEND);
    }
    return file.info(names.getFirst());
  }

  private void requirePictures() {
    List<Long> shape = tensor.shape();
    boolean sized =
        shape.size() == 4
            && shape.getFirst() >= 1
            && shape.getFirst() <= Integer.MAX_VALUE
            && shape.stream().skip(1).allMatch(side -> side >= 1 && side <= MOST_OF_A_SIDE);
    if (!sized || tensor.type() != TensorType.F32) {
      throw fault(
          "holds '%s' of type %s and shape %s".formatted(tensor.name(), tensor.type(), shape),
          MEND);
    }
  }

  @Override
  public String kind() {
    return "array";
  }

  @Override
  public int count() {
    return side(0);
  }

  @Override
  public int channels() {
    return side(1);
  }

  @Override
  public int height() {
    return side(2);
  }

  @Override
  public int width() {
    return side(3);
  }

  private int side(int dimension) {
    return Math.toIntExact(tensor.shape().get(dimension));
  }

  @Override
  public float[] picture(int row) {
    float[] values = file.floats(tensor.name(), row, 1);
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        int pixel = i % (height() * width());
        throw fault(
            "%s has %s in channel %d at y %d, x %d"
                .formatted(
                    name(row),
                    values[i],
                    i / (height() * width()),
                    pixel / width(),
                    pixel % width()),
            "replace it by a number; maps without a value become 0 after normalisation");
      }
    }
    return values;
  }

  @Override
  public String name(int row) {
    return "array " + row;
  }

  @Override
  public EmbeddingHeader header(Provenance provenance) {
    return EmbeddingHeader.ofNoCatalogue(provenance.withInput(file.path()));
  }

  @Override
  public BadInputException fault(String fault, String mend) {
    return new BadInputException(file.path(), fault, mend);
  }

  @Override
  public void close() {
    file.close();
  }
}
