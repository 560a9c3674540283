package protomass.vision.augmentation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The multi-crop augmentation of DINOv2: two global crops and a number of local ones per picture,
 * each cut, flipped, jittered, greyed, blurred, solarized and normalised as its recipe and the key
 * (seed, epoch, sample, crop) say. Safe for use by several threads; a {@link CropWorker} is not.
 */
public final class MultiCrop {
  /**
   * The crops of one sample, each ordered channel, row, column.
   *
   * @param global two arrays of 3·S² values, S the size of a global crop
   * @param local arrays of 3·s² values, s the size of a local crop
   */
  public record Crops(List<float[]> global, List<float[]> local) {
    public Crops {
      global = List.copyOf(global);
      local = List.copyOf(local);
    }
  }

  private final AugmentationRecipe recipe;
  private final ChannelNormalisation normalisation;

  public MultiCrop(AugmentationRecipe recipe) {
    this.recipe = recipe;
    this.normalisation = new ChannelNormalisation(recipe.mean(), recipe.standardDeviation());
  }

  public AugmentationRecipe recipe() {
    return recipe;
  }

  /** Values of one global crop: 3·S². */
  public int globalLength() {
    return length(recipe.global());
  }

  /** Values of one local crop: 3·s². */
  public int localLength() {
    return length(recipe.local());
  }

  /** A work space for one thread that makes many crops. */
  public CropWorker newWorker() {
    return new CropWorker(recipe, normalisation);
  }

  /**
   * All crops of one picture.
   *
   * @param rgbHwc values ordered row, column, channel
   * @param size height and width of the picture [px]
   * @param seed the run's seed
   * @param epoch passes over the data before this one
   * @param sample number of the picture in the data
   */
  public Crops crops(byte[] rgbHwc, int size, long seed, int epoch, long sample) {
    CropWorker worker = newWorker();
    worker.load(rgbHwc, size);
    List<float[]> all =
        IntStream.range(0, recipe.crops())
            .mapToObj(
                crop -> {
                  float[] target = new float[crop < 2 ? globalLength() : localLength()];
                  worker.write(seed, epoch, sample, crop, target, 0);
                  return target;
                })
            .toList();
    return new Crops(all.subList(0, 2), all.subList(2, all.size()));
  }

  private static int length(CropRecipe crop) {
    return RgbImage.CHANNELS * crop.size() * crop.size();
  }
}
