package protomass.vision.augmentation;

/** A drawn change of values. */
public sealed interface Jitter permits ColourJitter, ChannelJitter {
  /** Changes a picture in place. */
  void apply(RgbImage image);
}
