package protomass.vision.augmentation;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import protomass.core.random.RandomStream;

/** Time of each stage between a shard and a crop, on one thread. */
final class StageTimes {
  /** What is done to a sample. */
  private enum Stage {
    DECODE,
    LOAD,
    DRAW,
    RESAMPLE,
    FLIP,
    JITTER,
    BLUR,
    SOLARIZE,
    NORMALISE
  }

  private final AugmentationRecipe recipe;
  private final CropResampler resampler = new CropResampler();
  private final GaussianBlur blur = new GaussianBlur();
  private final ChannelNormalisation normalisation;
  private final Map<Stage, Long> nanoseconds = new EnumMap<>(Stage.class);
  private long samples;
  private long last;

  private StageTimes(AugmentationRecipe recipe) {
    this.recipe = recipe;
    this.normalisation = new ChannelNormalisation(recipe.mean(), recipe.standardDeviation());
  }

  /** Times for about the given number of seconds, after half as many that do not count. */
  static StageTimes measure(
      AugmentationRecipe recipe, ImageSource source, long seed, double seconds) {
    StageTimes times = new StageTimes(recipe);
    times.run(source, seed, seconds / 2);
    times.nanoseconds.clear();
    times.samples = 0;
    times.run(source, seed, seconds);
    return times;
  }

  private void run(ImageSource source, long seed, double seconds) {
    RgbImage global = new RgbImage(recipe.global().size(), recipe.global().size());
    RgbImage local = new RgbImage(recipe.local().size(), recipe.local().size());
    float[] target = new float[global.values().length];
    long end = System.nanoTime() + (long) (seconds * 1e9);
    last = System.nanoTime();
    while (last < end) {
      long sample = samples % source.count();
      byte[] rgb = source.rgb(sample);
      lap(Stage.DECODE);
      resampler.load(rgb, source.side(), source.side());
      lap(Stage.LOAD);
      for (int crop = 0; crop < recipe.crops(); crop++) {
        CropRole role = CropRole.ofCrop(crop);
        RandomStream random = RandomStream.of(seed, "augmentation", samples, sample, crop);
        CropPlan plan = CropPlan.draw(random, recipe, role, source.side(), source.side());
        lap(Stage.DRAW);
        apply(plan, role == CropRole.LOCAL ? local : global, target);
      }
      samples++;
    }
  }

  private void apply(CropPlan plan, RgbImage image, float[] target) {
    resampler.crop(plan.box(), image);
    lap(Stage.RESAMPLE);
    if (plan.flip()) {
      image.flip();
    }
    lap(Stage.FLIP);
    plan.jitter().ifPresent(jitter -> jitter.apply(image));
    if (plan.grey()) {
      ColourOperations.grey(image);
    }
    lap(Stage.JITTER);
    plan.blurSigma().ifPresent(sigma -> blur.blur(image, sigma));
    lap(Stage.BLUR);
    if (plan.solarize()) {
      ColourOperations.solarize(image);
    }
    lap(Stage.SOLARIZE);
    normalisation.write(image, target, 0);
    lap(Stage.NORMALISE);
  }

  private void lap(Stage stage) {
    long now = System.nanoTime();
    nanoseconds.merge(stage, now - last, Long::sum);
    last = now;
  }

  void print() {
    double total = nanoseconds.values().stream().mapToLong(Long::longValue).sum();
    StringBuilder line = new StringBuilder("  one sample");
    line.append(String.format(Locale.ROOT, " %.2f ms:", total / samples / 1e6));
    nanoseconds.forEach(
        (stage, time) ->
            line.append(
                String.format(
                    Locale.ROOT,
                    " %s %.0f %%",
                    stage.name().toLowerCase(Locale.ROOT),
                    100 * time / total)));
    System.out.println(line);
  }
}
