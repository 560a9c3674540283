package protomass.vision.encoder;

import java.util.ArrayList;
import java.util.List;
import protomass.core.cost.EncoderOperations;
import protomass.core.error.Bounds;
import protomass.core.error.UsageException;
import protomass.core.safetensors.TensorInfo;

/**
 * The shape of a vision transformer as DINOv2 builds it (Oquab et al. 2024): learned positions,
 * LayerScale, GELU, biases everywhere.
 *
 * @param imageSize side of the image that the position grid was made for [pixel]; other sizes are
 *     interpolated
 * @param patchSize side of a patch [pixel]
 * @param channels image channels
 * @param width length of a token
 * @param depth number of blocks
 * @param heads attention heads; width must be a multiple of it
 * @param mlpRatio hidden width of the feed-forward part over the width
 * @param registers register tokens (Darcet et al. 2024); 0 for none
 */
public record EncoderShape(
    int imageSize,
    int patchSize,
    int channels,
    int width,
    int depth,
    int heads,
    int mlpRatio,
    int registers) {
  // Beyond any transformer that was ever trained; a file or a recipe that states more is broken.
  private static final long MOST_PIXELS = 4096;
  private static final long MOST_CHANNELS = 1024;
  private static final long MOST_WIDTH = 1 << 15;
  private static final long MOST_BLOCKS = 1024;
  private static final long MOST_MLP_RATIO = 64;
  private static final long MOST_REGISTERS = 1024;

  /** Tensors of a block, in the order of the script. */
  static final int BLOCK_TENSORS = 14;

  public EncoderShape {
    Bounds.within("encoder.image-size", imageSize, 1, MOST_PIXELS);
    Bounds.within("encoder.patch-size", patchSize, 1, MOST_PIXELS);
    Bounds.within("encoder.channels", channels, 1, MOST_CHANNELS);
    Bounds.within("encoder.width", width, 1, MOST_WIDTH);
    Bounds.within("encoder.depth", depth, 1, MOST_BLOCKS);
    Bounds.within("encoder.heads", heads, 1, MOST_WIDTH);
    Bounds.within("encoder.mlp-ratio", mlpRatio, 1, MOST_MLP_RATIO);
    Bounds.within("encoder.registers", registers, 0, MOST_REGISTERS);
    if (imageSize % patchSize != 0) {
      throw new UsageException(
          "encoder.image-size %d is not a multiple of encoder.patch-size %d"
              .formatted(imageSize, patchSize),
          "change one of the two");
    }
    if (width % heads != 0) {
      throw new UsageException(
          "encoder.width %d is not a multiple of encoder.heads %d".formatted(width, heads),
          "change one of the two");
    }
  }

  /** Side of the position grid, in patches. */
  public int grid() {
    return imageSize / patchSize;
  }

  /** Patches of a square image of the given side. */
  public int patches(int side) {
    return patches(side, side);
  }

  /** Patches of an image of the given height and width. */
  public int patches(int height, int width) {
    return (height / patchSize) * (width / patchSize);
  }

  /** Floating-point operations of a picture. */
  public EncoderOperations operations() {
    return new EncoderOperations(patchSize, channels, width, depth, mlpRatio, registers);
  }

  /** What the script takes as its shape. */
  public long[] forScript() {
    return new long[] {patchSize, heads, depth, registers, grid()};
  }

  /** Names, as in the official {@code DinoVisionTransformer}, and shapes, in the script's order. */
  public List<TensorInfo> parameters() {
    List<TensorInfo> all = new ArrayList<>();
    add(all, "cls_token", 1, 1, width);
    add(all, "pos_embed", 1, 1 + (long) grid() * grid(), width);
    if (registers > 0) {
      add(all, "register_tokens", 1, registers, width);
    }
    add(all, "mask_token", 1, width);
    add(all, "patch_embed.proj.weight", width, channels, patchSize, patchSize);
    add(all, "patch_embed.proj.bias", width);
    for (int i = 0; i < depth; i++) {
      addBlock(all, "blocks." + i + ".");
    }
    add(all, "norm.weight", width);
    add(all, "norm.bias", width);
    return List.copyOf(all);
  }

  private void addBlock(List<TensorInfo> all, String block) {
    long hidden = (long) mlpRatio * width;
    add(all, block + "norm1.weight", width);
    add(all, block + "norm1.bias", width);
    add(all, block + "attn.qkv.weight", 3L * width, width);
    add(all, block + "attn.qkv.bias", 3L * width);
    add(all, block + "attn.proj.weight", width, width);
    add(all, block + "attn.proj.bias", width);
    add(all, block + "ls1.gamma", width);
    add(all, block + "norm2.weight", width);
    add(all, block + "norm2.bias", width);
    add(all, block + "mlp.fc1.weight", hidden, width);
    add(all, block + "mlp.fc1.bias", hidden);
    add(all, block + "mlp.fc2.weight", width, hidden);
    add(all, block + "mlp.fc2.bias", width);
    add(all, block + "ls2.gamma", width);
  }

  private static void add(List<TensorInfo> all, String name, long... shape) {
    all.add(TensorInfo.float32(name, shape));
  }
}
