package protomass.vision.resnet;

import java.util.ArrayList;
import java.util.List;
import protomass.core.safetensors.TensorInfo;

/**
 * Names and shapes of ResNet-18 (He et al. 2016, doi:10.1109/CVPR.2016.90) with one output, in the
 * order in which torchvision lists them: every convolution is followed by the weight and the bias
 * of its batch normalisation. The TorchScript of this package counts on that order.
 */
final class ResNet18Layout {
  static final int CHANNELS = 3;
  static final int FEATURES = 512;

  private static final int[] STAGE_WIDTHS = {64, 128, 256, FEATURES};
  private static final int BLOCKS_PER_STAGE = 2;

  private final List<TensorInfo> parameters = new ArrayList<>();
  private final List<TensorInfo> statistics = new ArrayList<>();

  private ResNet18Layout() {
    unit("conv1", "bn1", STAGE_WIDTHS[0], CHANNELS, 7);
    int width = STAGE_WIDTHS[0];
    for (int stage = 0; stage < STAGE_WIDTHS.length; stage++) {
      for (int block = 0; block < BLOCKS_PER_STAGE; block++) {
        String prefix = "layer%d.%d.".formatted(stage + 1, block);
        int wider = STAGE_WIDTHS[stage];
        unit(prefix + "conv1", prefix + "bn1", wider, width, 3);
        unit(prefix + "conv2", prefix + "bn2", wider, wider, 3);
        if (wider != width) {
          unit(prefix + "downsample.0", prefix + "downsample.1", wider, width, 1);
        }
        width = wider;
      }
    }
    parameters.add(TensorInfo.float32("fc.weight", 1, FEATURES));
    parameters.add(TensorInfo.float32("fc.bias", 1));
  }

  /**
   * Whether this is a convolution's or the last layer's matrix, not a bias or a normalisation's.
   */
  static boolean isMatrix(TensorInfo parameter) {
    return parameter.shape().size() > 1;
  }

  static boolean isConvolution(TensorInfo parameter) {
    return parameter.shape().size() == 4;
  }

  /** The parameters that are trained. */
  static List<TensorInfo> parameters() {
    return List.copyOf(new ResNet18Layout().parameters);
  }

  /** Running mean and running variance of every batch normalisation, in the same order. */
  static List<TensorInfo> statistics() {
    return List.copyOf(new ResNet18Layout().statistics);
  }

  private void unit(String convolution, String norm, int outputs, int inputs, int kernel) {
    parameters.add(TensorInfo.float32(convolution + ".weight", outputs, inputs, kernel, kernel));
    parameters.add(TensorInfo.float32(norm + ".weight", outputs));
    parameters.add(TensorInfo.float32(norm + ".bias", outputs));
    statistics.add(TensorInfo.float32(norm + ".running_mean", outputs));
    statistics.add(TensorInfo.float32(norm + ".running_var", outputs));
  }
}
