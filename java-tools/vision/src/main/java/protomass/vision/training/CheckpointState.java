package protomass.vision.training;

import java.util.Map;
import java.util.TreeMap;
import protomass.core.provenance.Provenance;

/**
 * What a checkpoint says of itself, in {@code state.json}.
 *
 * @param iteration steps done; the data cursor and all random numbers follow from it
 * @param iterationsPerEpoch steps of an epoch
 * @param seed of weights, data order, crops, masks and stochastic depth
 * @param recipeHash SHA-256 of the resolved recipe
 * @param imagesHash SHA-256 over the manifests of the shards
 * @param files SHA-256 of every other file of the folder
 */
public record CheckpointState(
    long iteration,
    long iterationsPerEpoch,
    long seed,
    String recipeHash,
    String imagesHash,
    Map<String, String> files,
    Provenance provenance) {
  public CheckpointState {
    if (iteration < 0 || iterationsPerEpoch < 1) {
      throw new IllegalArgumentException(
          "%d steps, %d an epoch".formatted(iteration, iterationsPerEpoch));
    }
    if (recipeHash == null || imagesHash == null || provenance == null) {
      throw new IllegalArgumentException("recipe_hash, images_hash or provenance is null");
    }
    files = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
