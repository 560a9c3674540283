package protomass.vision.objective;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import protomass.vision.recipe.OptimizerRecipe;

/**
 * Which learning rate and weight decay a parameter gets, as the official {@code
 * get_params_groups_with_decay}: the rate falls from the last block to the embeddings, biases,
 * norms and LayerScale are not decayed, the prototypes have a rate of their own.
 */
public final class ParameterGroups {
  /**
   * Multipliers of a parameter.
   *
   * @param rate of the learning rate
   * @param decay of the weight decay
   * @param lastLayer whether it uses the last layer's rate
   */
  public record Multipliers(double rate, double decay, boolean lastLayer) {}

  private ParameterGroups() {}

  /**
   * The multipliers of a parameter.
   *
   * @param name with its sub-module, such as {@code backbone.blocks.0.norm1.weight}
   * @param depth blocks of the encoder
   */
  public static Multipliers of(String name, int depth, OptimizerRecipe recipe) {
    double rate = Math.pow(recipe.layerDecay(), depth + 1.0 - layer(name, depth));
    if (name.contains("patch_embed")) {
      rate *= recipe.patchEmbeddingRate();
    }
    boolean undecayed = name.endsWith(".bias") || name.contains("norm") || name.contains("gamma");
    return new Multipliers(rate, undecayed ? 0 : 1, name.contains("last_layer"));
  }

  /** Positions of the parameters that share multipliers, in order of first appearance. */
  public static Map<Multipliers, List<Integer>> group(
      List<String> names, int depth, OptimizerRecipe recipe) {
    Map<Multipliers, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      groups.computeIfAbsent(of(names.get(i), depth, recipe), key -> new ArrayList<>()).add(i);
    }
    return groups;
  }

  /** 0 for the embeddings, 1 + i for block i, depth + 1 for what comes after the blocks. */
  private static int layer(String name, int depth) {
    if (!name.startsWith("backbone")) {
      return depth + 1;
    }
    if (name.matches("backbone\\.(pos_embed|patch_embed|mask_token|cls_token|register_tokens).*")) {
      return 0;
    }
    String blocks = "backbone.blocks.";
    if (name.startsWith(blocks)) {
      return 1
          + Integer.parseInt(name.substring(blocks.length(), name.indexOf('.', blocks.length())));
    }
    return depth + 1;
  }
}
