package protomass.simulation.mhd;

import protomass.simulation.mesh.Block;
import protomass.simulation.mesh.FaceFlows;
import protomass.simulation.mesh.Mesh;
import protomass.simulation.mesh.Side;
import protomass.simulation.mesh.State;
import protomass.simulation.mesh.Workers;

/**
 * Makes what flows through a face between levels the same on both sides: a coarse cell beside a
 * finer face takes the mean of the four fine flows in place of its own (Berger and Colella 1989).
 */
final class Refluxing {
  private Refluxing() {}

  /**
   * Corrects the state of all levels.
   *
   * @param damping of the cleaning scalar in this step, by level
   */
  static void reflux(Mesh mesh, double timeStep, double[] damping, Workers workers) {
    for (int level = 0; level < mesh.finestLevel(); level++) {
      double ratio = timeStep / mesh.cellSize(level);
      double factor = damping[level];
      workers.forAll(mesh.level(level), block -> reflux(block, ratio, factor));
    }
  }

  private static void reflux(Block block, double ratio, double damping) {
    FaceFlows flows = block.flows;
    if (flows == null) {
      return;
    }
    for (int place = 0; place < flows.toFiner.length; place++) {
      if (flows.toFiner[place] != null) {
        int octant = place / Side.COUNT;
        int side = place % Side.COUNT;
        Block finer = Mesh.childBeyond(block, octant, side);
        double sign = Side.isUpper(side) ? -ratio : ratio;
        correct(
            block.state,
            octant,
            side,
            finer.flows.toCoarser[Side.opposite(side)],
            flows.toFiner[place],
            sign,
            damping);
      }
    }
  }

  private static void correct(
      double[] state,
      int octant,
      int side,
      double[] fine,
      double[] coarse,
      double factor,
      double damping) {
    int axis = Side.axis(side);
    int firstAxis = Side.firstTransverse(axis);
    int secondAxis = Side.secondTransverse(axis);
    int[] cell = new int[3];
    cell[axis] = ((octant >> axis) & 1) * Block.HALF + (Side.isUpper(side) ? Block.HALF - 1 : 0);
    double[] change = new double[State.VARIABLES];
    for (int q = 0; q < Block.HALF; q++) {
      for (int p = 0; p < Block.HALF; p++) {
        cell[firstAxis] = ((octant >> firstAxis) & 1) * Block.HALF + p;
        cell[secondAxis] = ((octant >> secondAxis) & 1) * Block.HALF + q;
        for (int v = 0; v < State.VARIABLES; v++) {
          int face = v * FaceFlows.FACES + q * Block.HALF + p;
          change[v] = factor * (fine[face] - coarse[face]);
        }
        change[State.CLEANING] *= damping;
        Conserved.add(state, Block.cell(0, cell[0], cell[1], cell[2]), change);
      }
    }
  }
}
