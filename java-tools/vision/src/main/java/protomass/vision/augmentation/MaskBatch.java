package protomass.vision.augmentation;

/**
 * The masks of one batch of global crops.
 *
 * @param masks true where a patch is hidden, by crop and patch (row-major in the patch grid)
 * @param indices places of the hidden patches in the flattened masks (crop · patches + patch),
 *     ascending
 * @param weights for each hidden patch 1 / (number of hidden patches of its crop), so that every
 *     masked crop counts alike
 */
public record MaskBatch(boolean[][] masks, long[] indices, float[] weights) {
  static MaskBatch of(boolean[][] masks) {
    int hidden = 0;
    for (boolean[] mask : masks) {
      hidden += count(mask);
    }
    long[] indices = new long[hidden];
    float[] weights = new float[hidden];
    int next = 0;
    for (int crop = 0; crop < masks.length; crop++) {
      boolean[] mask = masks[crop];
      float weight = 1f / Math.max(count(mask), 1);
      for (int patch = 0; patch < mask.length; patch++) {
        if (mask[patch]) {
          indices[next] = (long) crop * mask.length + patch;
          weights[next] = weight;
          next++;
        }
      }
    }
    return new MaskBatch(masks, indices, weights);
  }

  static int count(boolean[] mask) {
    int count = 0;
    for (boolean hidden : mask) {
      if (hidden) {
        count++;
      }
    }
    return count;
  }
}
