package protomass.core.cost;

/**
 * The study's sizes, what it states of its costs, and what the formulas give for its sizes here.
 */
public final class StudySizes {
  public static final long IMAGES = 1_000_000;
  public static final int EPOCHS = 100;

  /** Snapshots, as the study calls them; whether they are regions or maps it does not say. */
  public static final long SNAPSHOTS = 32_000;

  /** Side of a map [pixel]. */
  public static final int MAP_SIDE = 64;

  /** What the study states for a fractal of a million points. */
  public static final double STATED_FRACTAL = 2.67e12;

  /** What the study states for its simulation, per snapshot. */
  public static final double STATED_SIMULATION = 2540e12;

  /**
   * A fractal of 336 px and a million points here, rejected candidates included: the mean over
   * images of the usual sampler. The flame module's tests hold it against the sampler.
   */
  public static final double FRACTAL = 8.8e7;

  /** Recipe {@code paper}, which the vision module's tests hold against its file. */
  public static final PretrainingOperations PRETRAINING =
      new PretrainingOperations(
          EncoderOperations.LARGE_16,
          new HeadOperations(1024, 2048, 256, 65_536),
          336,
          112,
          8,
          0.15,
          32,
          0.3,
          true,
          false);

  private StudySizes() {}

  /** One image of one epoch. */
  public static double trainingImage() {
    return PRETRAINING.perImage();
  }

  /** One map through ViT-L/16, as the study embeds it. */
  public static double embeddedMap() {
    return EncoderOperations.LARGE_16.forward(MAP_SIDE);
  }
}
