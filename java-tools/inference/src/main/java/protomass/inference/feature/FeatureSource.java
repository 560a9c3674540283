package protomass.inference.feature;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import protomass.core.artefact.FeatureMetadata;
import protomass.core.artefact.ModelNames;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.NormalisedMaps;
import protomass.core.error.BadInputException;
import protomass.core.file.AtomicOutput;
import protomass.core.maps.Channel;
import protomass.core.progress.Progress;
import protomass.core.safetensors.SafetensorsFile;
import protomass.core.safetensors.SafetensorsWriter;
import protomass.core.safetensors.Tensor;
import protomass.core.safetensors.TensorInfo;
import protomass.core.safetensors.TensorSink;
import protomass.core.safetensors.TensorType;

/** Opens the features of a catalogue's maps: a file of an earlier stage, or a control. */
public final class FeatureSource {
  private static final String PIXELS = ModelNames.PIXELS;

  private FeatureSource() {}

  /**
   * The model's name that a file of features states, or else the file's own without {@code
   * .embeddings.safetensors}. The file is one that {@link #file} has opened.
   */
  public static String modelName(Path file) {
    try (SafetensorsFile features = SafetensorsFile.openChecked(file)) {
      String stated = features.metadata().get(FeatureMetadata.MODEL);
      return stated == null
          ? file.getFileName().toString().replaceFirst("(\\.embeddings)?\\.safetensors$", "")
          : stated;
    }
  }

  /**
   * Opens embeddings or whitened embeddings.
   *
   * @param tensors names of tensors to look for, the first one present is taken
   * @throws BadInputException when the file is broken or belongs to another catalogue
   */
  public static FeatureMatrix file(Path path, List<String> tensors, Catalogue catalogue) {
    SafetensorsFile file = SafetensorsFile.open(path);
    try {
      String tensor =
          tensors.stream()
              .filter(file::contains)
              .findFirst()
              .orElseThrow(
                  () ->
                      new BadInputException(
                          path,
                          "has no tensor " + String.join(" or ", tensors),
                          "give a file of 'protomass embed' or 'protomass whiten'"));
      return TensorFeatures.of(file, tensor, catalogue);
    } catch (RuntimeException failure) {
      file.close();
      throw failure;
    }
  }

  /**
   * The normalised maps, flattened to (channel, y, x). They are written as float32 to a hidden
   * scratch file that is mapped into memory, so that any number of them fits; closing the features
   * removes it.
   *
   * @param output the command's output, beside which the scratch file stands
   * @throws BadInputException when a map cannot be read or differs in size from the first
   */
  public static FeatureMatrix pixels(Catalogue catalogue, Path output, Progress progress) {
    Path scratch = AtomicOutput.scratchFolder(output);
    try {
      Path file = scratch.resolve("pixels.safetensors");
      writePixels(catalogue, file, progress);
      return new ScratchFeatures(
          TensorFeatures.trusted(SafetensorsFile.openChecked(file), PIXELS), scratch);
    } catch (RuntimeException failure) {
      AtomicOutput.removeScratch(scratch);
      throw failure;
    }
  }

  /**
   * log10 of the mean column density [g cm-2] over each map's finite pixels.
   *
   * @throws BadInputException when a map cannot be read or its mean is not positive
   */
  public static FeatureMatrix meanColumnDensity(Catalogue catalogue, Progress progress) {
    double[] values = new double[catalogue.rows().size()];
    try (NormalisedMaps maps = NormalisedMaps.of(catalogue)) {
      for (int row = 0; row < values.length; row++) {
        double mean = finiteMean(maps.physical(row).columnDensity());
        if (!(mean > 0)) {
          throw new BadInputException(
              catalogue.mapFile(catalogue.rows().get(row)),
              "the map %s has a mean column density of %s g cm-2"
                  .formatted(catalogue.rows().get(row).id(), mean),
              "make the maps again with 'protomass project'");
        }
        values[row] = Math.log10(mean);
        progress.advance(1);
      }
    }
    return new ArrayFeatures(1, values);
  }

  private static void writePixels(Catalogue catalogue, Path file, Progress progress) {
    try (NormalisedMaps maps = NormalisedMaps.of(catalogue)) {
      long pixels = (long) Channel.values().length * maps.size() * maps.size();
      TensorInfo info = TensorInfo.of(PIXELS, TensorType.F32, maps.count(), pixels);
      Tensor tensor =
          new Tensor(info, sink -> writePixels(catalogue, maps, pixels, sink, progress));
      SafetensorsWriter.write(file, Map.of(), List.of(tensor));
    }
  }

  private static void writePixels(
      Catalogue catalogue, NormalisedMaps maps, long pixels, TensorSink sink, Progress progress)
      throws IOException {
    for (int row = 0; row < maps.count(); row++) {
      float[] map = maps.normalised(row);
      if (map.length != pixels) {
        throw new BadInputException(
            catalogue.mapFile(catalogue.rows().get(row)),
            "the map %s has %d values, the first map %d"
                .formatted(catalogue.rows().get(row).id(), map.length, pixels),
            "make the catalogue again with 'protomass split'");
      }
      sink.put(map);
      progress.advance(1);
    }
  }

  private static double finiteMean(float[] values) {
    double[] finite = new double[values.length];
    int count = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        finite[count++] = value;
      }
    }
    return Arrays.stream(finite, 0, count).average().orElse(Double.NaN);
  }

  /** Features in a folder that goes when they are closed. */
  private record ScratchFeatures(TensorFeatures features, Path scratch) implements FeatureMatrix {
    @Override
    public int rows() {
      return features.rows();
    }

    @Override
    public int columns() {
      return features.columns();
    }

    @Override
    public double storageRoundoff() {
      return features.storageRoundoff();
    }

    @Override
    public void read(int row, int column, int count, double[] target, int offset) {
      features.read(row, column, count, target, offset);
    }

    @Override
    public void close() {
      features.close();
      AtomicOutput.removeScratch(scratch);
    }
  }
}
