package protomass.simulation.mesh;

/** From a coarse potential to a finer one: linear in a coarse cell and its three nearest. */
public final class PotentialProlongation {
  private PotentialProlongation() {}

  /**
   * Adds to the potential of a block what an array of its parent says.
   *
   * @param parent laid out as a potential from an index on, ghosts on its faces filled
   */
  public static void add(Block block, double[] parent, int start) {
    int oi = (block.x & 1) * Block.HALF;
    int oj = (block.y & 1) * Block.HALF;
    int ok = (block.z & 1) * Block.HALF;
    double[] target = block.potential;
    for (int k = 0; k < Block.SIDE; k++) {
      int stepZ = (k & 1) == 0 ? -Potential.PLANE : Potential.PLANE;
      for (int j = 0; j < Block.SIDE; j++) {
        int stepY = (j & 1) == 0 ? -Potential.ROW : Potential.ROW;
        int row = start + Potential.index(oi, oj + j / 2, ok + k / 2);
        int to = Potential.index(0, j, k);
        for (int i = 0; i < Block.SIDE; i++) {
          int c = row + i / 2;
          int stepX = (i & 1) == 0 ? -1 : 1;
          target[to + i] +=
              0.25 * (parent[c] + parent[c + stepX] + parent[c + stepY] + parent[c + stepZ]);
        }
      }
    }
  }
}
