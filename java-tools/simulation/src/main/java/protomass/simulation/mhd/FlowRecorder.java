package protomass.simulation.mhd;

import protomass.simulation.mesh.Block;
import protomass.simulation.mesh.FaceFlows;
import protomass.simulation.mesh.Patch;
import protomass.simulation.mesh.Side;
import protomass.simulation.mesh.State;

/** Keeps for each block of a patch what flowed through its faces between levels. */
final class FlowRecorder {
  /** Cells between two planes that can lie between levels. */
  static final int SPACING = Block.HALF;

  private static final int HALF = Block.HALF;

  private FlowRecorder() {}

  static void record(Patch patch, FlowPlanes planes) {
    for (int octant = 0; octant < patch.blocks().length; octant++) {
      Block block = patch.blocks()[octant];
      if (block.flows != null) {
        int[] corner = {
          (octant & 1) * Block.SIDE, ((octant >> 1) & 1) * Block.SIDE, (octant >> 2) * Block.SIDE
        };
        record(block.flows, corner, planes);
      }
    }
  }

  private static void record(FaceFlows flows, int[] corner, FlowPlanes planes) {
    for (int side = 0; side < Side.COUNT; side++) {
      if (flows.toCoarser[side] != null) {
        recordMeans(flows.toCoarser[side], side, corner, planes);
      }
    }
    for (int place = 0; place < flows.toFiner.length; place++) {
      if (flows.toFiner[place] != null) {
        record(flows.toFiner[place], place / Side.COUNT, place % Side.COUNT, corner, planes);
      }
    }
  }

  /** The means of four faces each on a whole side of a block. */
  private static void recordMeans(double[] target, int side, int[] corner, FlowPlanes planes) {
    int axis = Side.axis(side);
    int position = corner[axis] + (Side.isUpper(side) ? Block.SIDE : 0);
    int first = corner[Side.firstTransverse(axis)];
    int second = corner[Side.secondTransverse(axis)];
    int to = 0;
    for (int v = 0; v < State.VARIABLES; v++) {
      for (int q = second; q < second + Block.SIDE; q += 2) {
        for (int p = first; p < first + Block.SIDE; p += 2) {
          target[to++] =
              0.25
                  * (planes.at(v, axis, position, p, q)
                      + planes.at(v, axis, position, p + 1, q)
                      + planes.at(v, axis, position, p, q + 1)
                      + planes.at(v, axis, position, p + 1, q + 1));
        }
      }
    }
  }

  /** The faces on one side of an octant. */
  private static void record(
      double[] target, int octant, int side, int[] corner, FlowPlanes planes) {
    int axis = Side.axis(side);
    int firstAxis = Side.firstTransverse(axis);
    int secondAxis = Side.secondTransverse(axis);
    int position = corner[axis] + ((octant >> axis) & 1) * HALF + (Side.isUpper(side) ? HALF : 0);
    int first = corner[firstAxis] + ((octant >> firstAxis) & 1) * HALF;
    int second = corner[secondAxis] + ((octant >> secondAxis) & 1) * HALF;
    int to = 0;
    for (int v = 0; v < State.VARIABLES; v++) {
      for (int q = second; q < second + HALF; q++) {
        for (int p = first; p < first + HALF; p++) {
          target[to++] = planes.at(v, axis, position, p, q);
        }
      }
    }
  }
}
