package protomass.vision.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import protomass.core.random.RandomStream;

class MultiCropTest {
  private static final int SIDE = AugmentationRecipes.SIDE;
  private static final int FIRST_CHANNEL = 16 * 16;

  private final MultiCrop multiCrop = new MultiCrop(AugmentationRecipes.small(ChannelKind.COLOUR));

  @Test
  void givesTwoGlobalAndTheLocalCrops() {
    MultiCrop.Crops crops = crops(5, 0, 0);
    assertEquals(List.of(768, 768), crops.global().stream().map(crop -> crop.length).toList());
    assertEquals(List.of(192, 192, 192), crops.local().stream().map(crop -> crop.length).toList());
  }

  @Test
  void appliesTheStepsInTheOfficialOrder() {
    AugmentationRecipe recipe = multiCrop.recipe();
    byte[] picture = AugmentationRecipes.picture(17);
    int complete = 0;
    for (int sample = 0; sample < 200; sample++) {
      RandomStream random = RandomStream.of(5, "augmentation", 0, sample, 1);
      CropPlan plan = CropPlan.draw(random, recipe, CropRole.SECOND_GLOBAL, SIDE, SIDE);
      if (!plan.flip() || plan.jitter().isEmpty() || plan.blurSigma().isEmpty()) {
        continue;
      }
      CropResampler resampler = new CropResampler();
      resampler.load(picture, SIDE, SIDE);
      RgbImage image = new RgbImage(16, 16);
      resampler.crop(plan.box(), image);
      image.flip();
      plan.jitter().orElseThrow().apply(image);
      if (plan.grey()) {
        ColourOperations.grey(image);
      }
      new GaussianBlur().blur(image, plan.blurSigma().orElseThrow());
      if (plan.solarize()) {
        ColourOperations.solarize(image);
        complete++;
      }
      float[] expected = new float[multiCrop.globalLength()];
      new ChannelNormalisation(recipe.mean(), recipe.standardDeviation()).write(image, expected, 0);
      assertArrayEquals(expected, crops(5, 0, sample).global().get(1), "sample " + sample);
    }
    assertTrue(complete > 0, "some crop went through every step");
  }

  @Test
  void isAPureFunctionOfItsKey() {
    MultiCrop.Crops expected = crops(5, 3, 17);
    CropWorker used = multiCrop.newWorker();
    float[] target = new float[multiCrop.globalLength() + 7];
    for (int earlier = 0; earlier < 20; earlier++) {
      used.load(AugmentationRecipes.picture(earlier), SIDE);
      used.write(9, earlier, earlier, earlier % 5, target, 0);
    }
    used.load(AugmentationRecipes.picture(17), SIDE);
    used.write(5, 3, 17, 1, target, 7);
    assertArrayEquals(
        expected.global().get(1), Arrays.copyOfRange(target, 7, target.length), "offset 7");
    used.write(5, 3, 17, 4, target, 0);
    assertArrayEquals(
        expected.local().get(2), Arrays.copyOfRange(target, 0, multiCrop.localLength()));
  }

  @Test
  void changesWithEveryPartOfTheKey() {
    float[] reference = crops(5, 3, 17).global().getFirst();
    assertFalse(Arrays.equals(reference, crops(6, 3, 17).global().getFirst()));
    assertFalse(Arrays.equals(reference, crops(5, 4, 17).global().getFirst()));
    assertFalse(Arrays.equals(reference, crops(5, 3, 18).global().getFirst()));
    assertFalse(Arrays.equals(reference, crops(5, 3, 17).global().get(1)));
  }

  @Test
  void physicalJitterOfAChannelDoesNotSeeTheOthers() {
    JitterRecipe jitter = new JitterRecipe(1, 0.4, 0.4, 0.2, 0.1);
    MultiCrop physical = new MultiCrop(AugmentationRecipes.plain(ChannelKind.PHYSICAL, jitter));
    MultiCrop colour = new MultiCrop(AugmentationRecipes.plain(ChannelKind.COLOUR, jitter));
    byte[] picture = AugmentationRecipes.picture(1);
    byte[] otherBlue = picture.clone();
    for (int i = 2; i < otherBlue.length; i += 3) {
      otherBlue[i] = (byte) (7 * i);
    }
    assertArrayEquals(firstChannel(physical, picture), firstChannel(physical, otherBlue));
    assertFalse(
        Arrays.equals(firstChannel(colour, picture), firstChannel(colour, otherBlue)),
        "the test must be able to see a mixture");
  }

  @Test
  void physicalJitterIsAGainAndAnOffset() {
    RgbImage image = RgbImage.ofInterleaved(new byte[] {10, 50, 90, 30, 50, 110}, 2, 1);
    new ChannelJitter(List.of(1.0, 1.2, 1.0), List.of(1.0, 1.0, 2.0)).apply(image);
    // Means 20, 50 and 100: unchanged, shifted by 10, spread twofold.
    assertArrayEquals(new byte[] {10, 60, 80, 30, 60, 120}, image.toInterleaved());
  }

  @Test
  void aWholePictureAtItsOwnSizeIsUnchanged() {
    CropResampler resampler = new CropResampler();
    byte[] picture = AugmentationRecipes.picture(3);
    resampler.load(picture, SIDE, SIDE);
    RgbImage crop = new RgbImage(SIDE, SIDE);
    resampler.crop(new CropBox(0, 0, SIDE, SIDE), crop);
    assertArrayEquals(picture, crop.toInterleaved());
  }

  private MultiCrop.Crops crops(long seed, int epoch, long sample) {
    return multiCrop.crops(AugmentationRecipes.picture(17), SIDE, seed, epoch, sample);
  }

  private static float[] firstChannel(MultiCrop multiCrop, byte[] picture) {
    float[] crop = multiCrop.crops(picture, SIDE, 1, 0, 0).global().getFirst();
    return Arrays.copyOf(crop, FIRST_CHANNEL);
  }
}
