package protomass.simulation.mesh;

/** Says which octants of blocks want finer cells. */
@FunctionalInterface
public interface RefinementCriterion {
  /**
   * @return the octants that want to be refined or to stay so, as bits
   */
  int wantedOctants(Block block);
}
