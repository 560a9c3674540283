package protomass.simulation.mhd;

import static protomass.simulation.mesh.State.CLEANING;
import static protomass.simulation.mesh.State.VARIABLES;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import protomass.simulation.mesh.Block;
import protomass.simulation.mesh.FaceFlows;
import protomass.simulation.mesh.Mesh;
import protomass.simulation.mesh.Patch;
import protomass.simulation.mesh.PatchState;
import protomass.simulation.mesh.Side;
import protomass.simulation.mesh.State;

/**
 * Redoes single cells that a step left without a sensible state: what flows through their six faces
 * is taken from a first-order HLL solver (Harten, Lax and van Leer 1983) instead. The cells on the
 * other side of those faces change accordingly, so that all stays conserved.
 */
final class Fallback {
  /** A face by the patch's level and its place in cells of that level, for it is redone once. */
  private record FacePlace(int level, int axis, int x, int y, int z) {}

  private final Mesh mesh;
  private final Set<FacePlace> done = new HashSet<>();
  private long cells;

  Fallback(Mesh mesh) {
    this.mesh = mesh;
  }

  /** Cells redone so far. */
  long cells() {
    return cells;
  }

  /** Forgets the faces of the last step. */
  void beginStep() {
    done.clear();
  }

  /**
   * Redoes what is wrong in a patch. Blocks still hold the old state; the new one is in {@code
   * next}.
   */
  void redo(Patch patch, SweepParameters parameters) {
    List<int[]> bad = badCells(patch, parameters);
    if (bad.isEmpty()) {
      return;
    }
    PatchState old = new PatchState(patch.side());
    old.gather(patch);
    double[] before = old.values().clone();
    FlowPlanes planes = new FlowPlanes(old, 1);
    Sweep.vectorised(old).step(parameters, planes);
    for (int[] cell : bad) {
      cells++;
      for (int side = 0; side < Side.COUNT; side++) {
        redoFace(patch, cell, side, before, old, planes, parameters);
      }
    }
  }

  /** Cells that are no good and do not lie under finer ones, which will replace them. */
  private static List<int[]> badCells(Patch patch, SweepParameters parameters) {
    List<int[]> bad = new ArrayList<>();
    for (int octant = 0; octant < patch.blocks().length; octant++) {
      Block block = patch.blocks()[octant];
      for (int cell = 0; cell < Block.CELLS; cell++) {
        int i = cell % Block.SIDE;
        int j = cell / Block.SIDE % Block.SIDE;
        int k = cell / (Block.SIDE * Block.SIDE);
        if (!block.isCovered(i, j, k) && isBad(block.next, cell, parameters)) {
          bad.add(
              new int[] {
                i + (octant & 1) * Block.SIDE,
                j + ((octant >> 1) & 1) * Block.SIDE,
                k + (octant >> 2) * Block.SIDE
              });
        }
      }
    }
    return bad;
  }

  private static boolean isBad(double[] state, int cell, SweepParameters parameters) {
    double density = state[cell];
    double fastest = 0;
    double field2 = 0;
    for (int axis = 0; axis < 3; axis++) {
      fastest = Math.max(fastest, Math.abs(state[(1 + axis) * Block.CELLS + cell]));
      double field = state[(4 + axis) * Block.CELLS + cell];
      field2 += field * field;
    }
    double a2 = parameters.soundSpeed() * parameters.soundSpeed();
    double speed = fastest + Math.sqrt(field2 / density + a2);
    return !(density >= parameters.densityFloor() && speed <= parameters.speedLimit());
  }

  private void redoFace(
      Patch patch,
      int[] cell,
      int side,
      double[] before,
      PatchState layout,
      FlowPlanes planes,
      SweepParameters parameters) {
    int axis = Side.axis(side);
    boolean isUpper = Side.isUpper(side);
    int position = cell[axis] + (isUpper ? 1 : 0);
    if (!done.add(place(patch, cell, axis, position))) {
      return;
    }
    int[] lower = cell.clone();
    lower[axis] = position - 1;
    int[] upper = cell.clone();
    upper[axis] = position;
    double[] hll =
        FirstOrderFlow.between(
            before,
            layout.index(lower[0], lower[1], lower[2]),
            layout.index(upper[0], upper[1], upper[2]),
            layout.length(),
            axis,
            parameters);
    double ratio = parameters.timeStep() / parameters.cellSize();
    double[] change = new double[VARIABLES];
    double[] excess = new double[VARIABLES];
    for (int v = 0; v < VARIABLES; v++) {
      excess[v] =
          hll[v]
              - planes.at(
                  v,
                  axis,
                  position,
                  cell[Side.firstTransverse(axis)],
                  cell[Side.secondTransverse(axis)]);
      change[v] = ratio * excess[v] * (v == CLEANING ? parameters.damping() : 1);
    }
    apply(patch, lower, Side.opposite(2 * axis), excess, change, -1);
    apply(patch, upper, 2 * axis, excess, change, 1);
  }

  private FacePlace place(Patch patch, int[] cell, int axis, int position) {
    int[] at = {
      patch.blocks()[0].x * Block.SIDE + cell[0],
      patch.blocks()[0].y * Block.SIDE + cell[1],
      patch.blocks()[0].z * Block.SIDE + cell[2]
    };
    at[axis] += position - cell[axis];
    return new FacePlace(
        patch.level(),
        axis,
        Math.floorMod(at[0], mesh.blocksAlong(0, patch.level()) * Block.SIDE),
        Math.floorMod(at[1], mesh.blocksAlong(1, patch.level()) * Block.SIDE),
        Math.floorMod(at[2], mesh.blocksAlong(2, patch.level()) * Block.SIDE));
  }

  /**
   * Changes a cell of this level, and what is kept of its flows for the other level.
   *
   * @param side of the cell that the face is
   * @param sign 1 when the flow enters the cell
   */
  private void apply(
      Patch patch, int[] cell, int side, double[] excess, double[] change, double sign) {
    Block first = patch.blocks()[0];
    int x = first.x * Block.SIDE + cell[0];
    int y = first.y * Block.SIDE + cell[1];
    int z = first.z * Block.SIDE + cell[2];
    Block block =
        mesh.find(
            patch.level(),
            Math.floorDiv(x, Block.SIDE),
            Math.floorDiv(y, Block.SIDE),
            Math.floorDiv(z, Block.SIDE));
    if (block == null) {
      // A coarser cell, which takes the flow when it is corrected by that of its finer neighbours.
      return;
    }
    int[] inBlock = {
      Math.floorMod(x, Block.SIDE), Math.floorMod(y, Block.SIDE), Math.floorMod(z, Block.SIDE)
    };
    double[] signed = new double[State.VARIABLES];
    for (int v = 0; v < VARIABLES; v++) {
      signed[v] = sign * change[v];
    }
    Conserved.add(block.next, Block.cell(0, inBlock[0], inBlock[1], inBlock[2]), signed);
    if (block.flows != null) {
      correctFlows(block, inBlock, side, excess);
    }
  }

  private static void correctFlows(Block block, int[] cell, int side, double[] excess) {
    int axis = Side.axis(side);
    int p = cell[Side.firstTransverse(axis)];
    int q = cell[Side.secondTransverse(axis)];
    boolean isAtEdge = cell[axis] == (Side.isUpper(side) ? Block.SIDE - 1 : 0);
    double[] toCoarser = block.flows.toCoarser[side];
    if (isAtEdge && toCoarser != null) {
      for (int v = 0; v < VARIABLES; v++) {
        toCoarser[v * FaceFlows.FACES + q / 2 * Block.HALF + p / 2] += excess[v] / 4;
      }
    }
    int octant = cell[0] / Block.HALF | (cell[1] / Block.HALF) << 1 | (cell[2] / Block.HALF) << 2;
    boolean isAtOctantEdge = cell[axis] % Block.HALF == (Side.isUpper(side) ? Block.HALF - 1 : 0);
    double[] toFiner = block.flows.toFiner[Side.COUNT * octant + side];
    if (isAtOctantEdge && toFiner != null) {
      for (int v = 0; v < VARIABLES; v++) {
        toFiner[v * FaceFlows.FACES + q % Block.HALF * Block.HALF + p % Block.HALF] += excess[v];
      }
    }
  }
}
