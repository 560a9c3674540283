package protomass.vision.resnet;

import java.util.Locale;

/** What happens to the random weights before the network is tested. */
enum Initialisation {
  /** Nothing. */
  UNTRAINED,
  /** They are trained on the training rows. */
  TRAINED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
