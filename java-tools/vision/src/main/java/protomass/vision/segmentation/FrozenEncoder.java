package protomass.vision.segmentation;

import ai.djl.ndarray.NDManager;
import protomass.vision.encoder.Encoder;
import protomass.vision.torch.Torch;

/** A vision transformer as a {@link PatchEncoder}. */
record FrozenEncoder(Encoder encoder) implements PatchEncoder {
  @Override
  public int patchSize() {
    return encoder.shape().patchSize();
  }

  @Override
  public int channels() {
    return encoder.shape().channels();
  }

  @Override
  public int width() {
    return encoder.shape().width();
  }

  @Override
  public float[] patchTokens(float[] images, int count, int size) {
    try (NDManager results = Torch.newManager()) {
      return Torch.floats(encoder.encode(results, images, count, size).patchTokens());
    }
  }

  @Override
  public void close() {
    encoder.close();
  }
}
