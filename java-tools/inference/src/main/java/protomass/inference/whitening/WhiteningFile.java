package protomass.inference.whitening;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import protomass.core.artefact.WhiteningHeader;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.Split;
import protomass.core.progress.Progress;
import protomass.core.safetensors.SafetensorsWriter;
import protomass.core.safetensors.Tensor;
import protomass.core.safetensors.TensorInfo;
import protomass.core.safetensors.TensorType;
import protomass.inference.feature.FeatureMatrix;

/**
 * The safetensors file of a whitening: {@code mean} (features), {@code components} (components,
 * features), {@code explained_variance} (components), {@code whitened} (maps, components) and
 * {@code log_mass} (maps; log10 of Msun) as F64, and {@code is_test} (maps; 0 or 1) as I64. Rows
 * stand in catalogue order.
 */
final class WhiteningFile {
  private WhiteningFile() {}

  /**
   * Writes the file atomically; whitened rows are computed while they are written.
   *
   * @param progress counts rows of the catalogue
   */
  static void write(
      Path target,
      WhiteningHeader header,
      Catalogue catalogue,
      FeatureMatrix features,
      PrincipalComponents components,
      Progress progress) {
    int rows = features.rows();
    int count = components.count();
    long[] isTest =
        catalogue.rows().stream().mapToLong(row -> row.split() == Split.TEST ? 1 : 0).toArray();
    SafetensorsWriter.write(
        target,
        header.metadata(),
        List.of(
            Tensor.of("mean", components.mean(), features.columns()),
            new Tensor(
                TensorInfo.of("components", TensorType.F64, count, features.columns()),
                sink -> {
                  for (double[] component : components.components()) {
                    sink.put(component);
                  }
                }),
            Tensor.of(WhiteningHeader.EXPLAINED_VARIANCE, components.explainedVariance(), count),
            new Tensor(
                TensorInfo.of(WhiteningHeader.WHITENED, TensorType.F64, rows, count),
                sink ->
                    components.whiten(
                        features,
                        IntStream.range(0, rows).toArray(),
                        (first, blockRows, scores) -> {
                          sink.put(Arrays.copyOf(scores, blockRows * count));
                          progress.advance(blockRows);
                        })),
            Tensor.of(WhiteningHeader.LOG_MASS, catalogue.logMasses(), rows),
            Tensor.of(WhiteningHeader.IS_TEST, isTest, rows)));
  }
}
