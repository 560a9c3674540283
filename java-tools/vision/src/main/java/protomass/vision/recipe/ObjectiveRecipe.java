package protomass.vision.recipe;

import protomass.core.error.Bounds;

/**
 * Weights and temperatures of DINOv2's objective.
 *
 * @param dinoWeight weight of the class-token loss (1)
 * @param ibotWeight weight of the masked-patch loss (1)
 * @param koleoWeight weight of the spreading loss (0.1)
 * @param koleoGroup images among which a nearest neighbour is sought; 0 for all of a micro-batch,
 *     as the official code takes those of one device
 * @param studentTemperature 0.1 in the official recipe
 * @param centering how the teacher is kept from collapsing
 * @param centerMomentum momentum of the center (0.9); unused by Sinkhorn-Knopp
 */
public record ObjectiveRecipe(
    double dinoWeight,
    double ibotWeight,
    double koleoWeight,
    int koleoGroup,
    double studentTemperature,
    Centering centering,
    double centerMomentum) {
  /** How the teacher's scores become targets. */
  public enum Centering {
    /** Softmax after subtracting a moving mean. */
    CENTERING,
    /** Three iterations of Sinkhorn-Knopp. */
    SINKHORN_KNOPP
  }

  public ObjectiveRecipe {
    Bounds.notNegative("objective.dino-weight", dinoWeight);
    Bounds.notNegative("objective.ibot-weight", ibotWeight);
    Bounds.notNegative("objective.koleo-weight", koleoWeight);
    Bounds.atLeast("objective.koleo-group", koleoGroup, 0);
    Bounds.positive("objective.student-temperature", studentTemperature);
    Bounds.share("objective.center-momentum", centerMomentum);
  }
}
