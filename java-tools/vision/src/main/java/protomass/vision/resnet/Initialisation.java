package protomass.vision.resnet;

import java.util.Locale;
import protomass.core.artefact.ModelNames;

/** What happens to the random weights before the network is tested. */
enum Initialisation {
  /** Nothing. */
  UNTRAINED(ModelNames.RESNET_UNTRAINED),
  /** They are trained on the training rows. */
  TRAINED(ModelNames.RESNET_TRAINED);

  private final String modelName;

  Initialisation(String modelName) {
    this.modelName = modelName;
  }

  /** The network's name in scores, unless the user gives another. */
  String modelName() {
    return modelName;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
