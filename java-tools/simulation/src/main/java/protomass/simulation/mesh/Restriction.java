package protomass.simulation.mesh;

import static protomass.simulation.mesh.State.FIELD;
import static protomass.simulation.mesh.State.VARIABLES;
import static protomass.simulation.mesh.State.VELOCITY;

/** Coarse cells under finer ones become their means: of density, momentum, field and cleaning. */
public final class Restriction {
  private static final int ROW = Block.SIDE;
  private static final int PLANE = Block.SIDE * Block.SIDE;

  private Restriction() {}

  /** Restricts all levels, the finest first. */
  public static void restrict(Mesh mesh, Workers workers) {
    for (int level = mesh.finestLevel(); level > 0; level--) {
      workers.forAll(mesh.level(level), Restriction::restrict);
    }
  }

  /** Writes a block's means into its octant of the parent, which no other block touches. */
  private static void restrict(Block block) {
    double[] fine = block.state;
    double[] coarse = block.parent.state;
    int oi = (block.x & 1) * Block.HALF;
    int oj = (block.y & 1) * Block.HALF;
    int ok = (block.z & 1) * Block.HALF;
    for (int k = 0; k < Block.HALF; k++) {
      for (int j = 0; j < Block.HALF; j++) {
        for (int i = 0; i < Block.HALF; i++) {
          restrict(
              fine,
              Block.cell(0, 2 * i, 2 * j, 2 * k),
              coarse,
              Block.cell(0, oi + i, oj + j, ok + k));
        }
      }
    }
  }

  private static void restrict(double[] fine, int f, double[] coarse, int c) {
    double mass = 0;
    double px = 0;
    double py = 0;
    double pz = 0;
    for (int child = 0; child < 8; child++) {
      int cell = f + (child & 1) + ((child >> 1) & 1) * ROW + (child >> 2) * PLANE;
      double density = fine[cell];
      mass += density;
      px += density * fine[VELOCITY * Block.CELLS + cell];
      py += density * fine[(VELOCITY + 1) * Block.CELLS + cell];
      pz += density * fine[(VELOCITY + 2) * Block.CELLS + cell];
    }
    coarse[c] = mass / 8;
    coarse[VELOCITY * Block.CELLS + c] = px / mass;
    coarse[(VELOCITY + 1) * Block.CELLS + c] = py / mass;
    coarse[(VELOCITY + 2) * Block.CELLS + c] = pz / mass;
    for (int v = FIELD; v < VARIABLES; v++) {
      int cell = v * Block.CELLS + f;
      coarse[v * Block.CELLS + c] =
          (fine[cell]
                  + fine[cell + 1]
                  + fine[cell + ROW]
                  + fine[cell + ROW + 1]
                  + fine[cell + PLANE]
                  + fine[cell + PLANE + 1]
                  + fine[cell + PLANE + ROW]
                  + fine[cell + PLANE + ROW + 1])
              / 8;
    }
  }
}
