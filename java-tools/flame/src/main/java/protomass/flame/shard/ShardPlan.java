package protomass.flame.shard;

/**
 * Which images of a set a shard holds: shard s of S holds the images from s N / S (inclusive) to (s
 * + 1) N / S (exclusive), divisions rounded down.
 *
 * @param images images in the whole set, N
 * @param shards shards of the whole set, S, at most N
 * @param shard this shard, from 0
 */
public record ShardPlan(long images, int shards, int shard) {
  /** Names have nine digits. */
  public static final long MOST_IMAGES = 1_000_000_000L;

  public ShardPlan {
    if (images < 1 || images > MOST_IMAGES) {
      throw new IllegalArgumentException("images is out of range: " + images);
    }
    if (shards < 1 || shards > images) {
      throw new IllegalArgumentException("shards is out of range: " + shards);
    }
    if (shard < 0 || shard >= shards) {
      throw new IllegalArgumentException("shard is out of range: " + shard);
    }
  }

  /** The first image of this shard. */
  public long first() {
    return shard * images / shards;
  }

  /** How many images this shard holds; at least 1. */
  public int count() {
    return Math.toIntExact((shard + 1) * images / shards - first());
  }
}
