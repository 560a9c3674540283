package protomass.vision.augmentation;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import protomass.core.error.UsageException;
import protomass.core.random.RandomStream;

/**
 * Block-wise masks as BEiT introduced them (Bao et al. 2021, arXiv:2106.08254) and DINOv2 uses
 * them. Rectangles are placed until the wanted number of patches is hidden; a rectangle counts only
 * if it hides at least one new patch and not more than are still wanted. After ten rectangles in a
 * row that do not fit, the mask is left with fewer patches than wanted.
 *
 * <p>Of the crops of a batch the share {@code probability}, rounded down, is masked. The range of
 * ratios is divided into as many equal intervals, and each masked crop draws its ratio from an
 * interval of its own, so that every batch covers the whole range. The masks are shuffled over the
 * batch.
 *
 * <p>A block is always smaller than the grid in both directions, so grids of fewer than four rows
 * or columns get few masks or none.
 */
public final class BlockMasking {
  private static final String PURPOSE = "masks";
  private static final int ATTEMPTS = 10;

  private final MaskRecipe recipe;
  private final int rows;
  private final int columns;
  private final int maximumBlockPatches;
  private final double logMinimumAspect;

  /**
   * Masks for one patch grid.
   *
   * @param rows rows of patches of a global crop
   * @param columns columns of patches of a global crop
   */
  public BlockMasking(MaskRecipe recipe, int rows, int columns) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException("no grid of %d×%d patches".formatted(rows, columns));
    }
    this.recipe = recipe;
    this.rows = rows;
    this.columns = columns;
    // As the official code computes half of the grid: half of the rows, rounded down, times
    // columns.
    this.maximumBlockPatches = rows / 2 * columns;
    this.logMinimumAspect = StrictMath.log(recipe.minimumAspect());
  }

  /**
   * Masks for square crops.
   *
   * @param cropSize height and width of a global crop [px]
   * @param patchSize height and width of a patch [px]
   * @throws UsageException when patches do not tile the crop
   */
  public static BlockMasking of(MaskRecipe recipe, int cropSize, int patchSize) {
    if (patchSize < 1 || cropSize % patchSize != 0) {
      throw new UsageException(
          "patches of %d px do not tile global crops of %d px".formatted(patchSize, cropSize),
          "make the crop size a multiple of the patch size");
    }
    int side = cropSize / patchSize;
    return new BlockMasking(recipe, side, side);
  }

  /** Patches of one crop. */
  public int patches() {
    return rows * columns;
  }

  /**
   * The masks of one iteration, a pure function of seed and iteration.
   *
   * @param crops number of global crops in the batch, both of every sample
   */
  public MaskBatch masks(long seed, long iteration, int crops) {
    RandomStream random = RandomStream.of(seed, PURPOSE, iteration);
    int masked = (int) (crops * recipe.probability());
    int[] order = random.permutation(crops);
    boolean[][] masks = new boolean[crops][];
    double step = (recipe.maximumRatio() - recipe.minimumRatio()) / Math.max(masked, 1);
    for (int i = 0; i < crops; i++) {
      int wanted = 0;
      if (i < masked) {
        double low = recipe.minimumRatio() + i * step;
        wanted = (int) (patches() * random.nextDouble(low, low + step));
      }
      masks[order[i]] = mask(random, wanted);
    }
    return MaskBatch.of(masks);
  }

  /** One mask that hides at most the wanted number of patches. */
  boolean[] mask(RandomGenerator random, int wanted) {
    boolean[] mask = new boolean[patches()];
    int hidden = 0;
    int failures = 0;
    while (hidden < wanted && failures < ATTEMPTS) {
      int added = tryBlock(random, mask, Math.min(wanted - hidden, maximumBlockPatches));
      hidden += added;
      failures = added == 0 ? failures + 1 : 0;
    }
    return mask;
  }

  /** Draws a rectangle, places it if it fits and returns the number of newly hidden patches. */
  int tryBlock(RandomGenerator random, boolean[] mask, int allowed) {
    // Reversed when fewer patches are left than the smallest block has, as in the official code.
    double area =
        recipe.minimumBlockPatches()
            + (allowed - recipe.minimumBlockPatches()) * random.nextDouble();
    double aspect = StrictMath.exp(logMinimumAspect * (1 - 2 * random.nextDouble()));
    int height = (int) Math.rint(Math.sqrt(area * aspect));
    int width = (int) Math.rint(Math.sqrt(area / aspect));
    if (width >= columns || height >= rows) {
      return 0;
    }
    int top = random.nextInt(rows - height + 1);
    int left = random.nextInt(columns - width + 1);
    int added = height * width - hiddenIn(mask, top, left, height, width);
    if (added < 1 || added > allowed) {
      return 0;
    }
    for (int y = top; y < top + height; y++) {
      Arrays.fill(mask, y * columns + left, y * columns + left + width, true);
    }
    return added;
  }

  private int hiddenIn(boolean[] mask, int top, int left, int height, int width) {
    int count = 0;
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        if (mask[y * columns + x]) {
          count++;
        }
      }
    }
    return count;
  }
}
