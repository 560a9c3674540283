package protomass.inference.feature;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Locale;
import protomass.core.artefact.FeatureMetadata;
import protomass.core.catalogue.Catalogue;
import protomass.core.error.BadInputException;
import protomass.core.file.Checksum;
import protomass.core.safetensors.SafetensorsFile;
import protomass.core.safetensors.TensorInfo;
import protomass.core.safetensors.TensorType;

/** Feature vectors in a safetensors file, mapped into memory, so that the file may exceed it. */
final class TensorFeatures implements FeatureMatrix {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final SafetensorsFile file;
  private final MemorySegment values;
  private final int rows;
  private final int columns;
  private final boolean single;

  private TensorFeatures(SafetensorsFile file, String tensor) {
    TensorInfo info = file.info(tensor);
    this.file = file;
    this.values = file.bytes(tensor);
    this.rows = Math.toIntExact(info.shape().get(0));
    this.columns = Math.toIntExact(info.shape().get(1));
    this.single = info.type() == TensorType.F32;
  }

  /**
   * Opens the features of a catalogue and takes the file over: closing the features closes it.
   *
   * @throws BadInputException when the file was made from another catalogue, or the tensor has the
   *     wrong shape or type or a value that is not finite
   */
  static TensorFeatures of(SafetensorsFile file, String tensor, Catalogue catalogue) {
    requireCatalogue(file, catalogue);
    requireMatrix(file, tensor, catalogue);
    TensorFeatures features = new TensorFeatures(file, tensor);
    features.requireFinite(tensor, catalogue);
    return features;
  }

  /** Features that Protomass has just written itself, without checks. */
  static TensorFeatures trusted(SafetensorsFile file, String tensor) {
    return new TensorFeatures(file, tensor);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public double storageRoundoff() {
    return single ? 0x1p-24 : 0x1p-53;
  }

  @Override
  public void read(int row, int column, int count, double[] target, int offset) {
    long first = (long) row * columns + column;
    if (single) {
      for (int i = 0; i < count; i++) {
        target[offset + i] = values.get(FLOAT, (first + i) * Float.BYTES);
      }
    } else {
      MemorySegment.copy(values, DOUBLE, first * Double.BYTES, target, offset, count);
    }
  }

  @Override
  public void close() {
    file.close();
  }

  private static void requireCatalogue(SafetensorsFile file, Catalogue catalogue) {
    String recorded = file.metadata().get(FeatureMetadata.CATALOGUE_SHA256);
    if (recorded == null) {
      throw new BadInputException(
          file.path(),
          "has no metadata '%s': it is of plain arrays, or of another program"
              .formatted(FeatureMetadata.CATALOGUE_SHA256),
          "embed the maps with 'protomass embed --catalogue'");
    }
    String actual = Checksum.sha256(catalogue.path());
    if (!recorded.equals(actual)) {
      throw new BadInputException(
          file.path(),
          "belongs to a catalogue with SHA-256 %s, but %s has %s"
              .formatted(recorded, catalogue.path(), actual),
          "make it again with this catalogue, or give the catalogue it was made with");
    }
  }

  private static void requireMatrix(SafetensorsFile file, String tensor, Catalogue catalogue) {
    TensorInfo info = file.info(tensor);
    boolean known = info.type() == TensorType.F32 || info.type() == TensorType.F64;
    if (!known || info.shape().size() != 2 || info.shape().get(1) < 1) {
      throw new BadInputException(
          file.path(),
          "tensor '%s' is %s of shape %s".formatted(tensor, info.type(), info.shape()),
          "give a file whose '%s' is F32 or F64 of shape (maps, features)".formatted(tensor));
    }
    if (info.shape().getFirst() != catalogue.rows().size()) {
      throw new BadInputException(
          file.path(),
          "has %d rows, the catalogue %s has %d"
              .formatted(info.shape().getFirst(), catalogue.path(), catalogue.rows().size()),
          "make it again with this catalogue");
    }
  }

  private void requireFinite(String tensor, Catalogue catalogue) {
    double[] vector = new double[columns];
    for (int row = 0; row < rows; row++) {
      readRow(row, vector, 0);
      for (int column = 0; column < columns; column++) {
        if (!Double.isFinite(vector[column])) {
          throw new BadInputException(
              file.path(),
              String.format(
                  Locale.ROOT,
                  "feature %d of the map %s in '%s' is %s",
                  column,
                  catalogue.rows().get(row).id(),
                  tensor,
                  vector[column]),
              "make it again; if it stays, the encoder's weights are broken");
        }
      }
    }
  }
}
