package protomass.vision.augmentation;

/** What the three channels of a picture are, and so how their values may be changed. */
public enum ChannelKind {
  /** Red, green and blue: brightness, contrast, saturation, hue and grey as DINOv2 applies them. */
  COLOUR,

  /**
   * Three quantities of different kind, such as column density, velocity and dispersion: each
   * channel gets a gain and an offset of its own, and nothing ever mixes channels.
   */
  PHYSICAL
}
