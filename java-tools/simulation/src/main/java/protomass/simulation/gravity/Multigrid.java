package protomass.simulation.gravity;

import static protomass.simulation.mesh.Block.HALF;

import protomass.simulation.mesh.Block;
import protomass.simulation.mesh.Mesh;
import protomass.simulation.mesh.Potential;
import protomass.simulation.mesh.PotentialProlongation;
import protomass.simulation.mesh.Side;
import protomass.simulation.mesh.Workers;

/**
 * The Poisson equation on all levels together: full approximation scheme (Brandt 1977) with the
 * same flux through both sides of a face between levels, two relaxations before and after, the base
 * level solved exactly.
 */
final class Multigrid {
  /** Weights of two Jacobi relaxations, Chebyshev's for eigenvalues between 1/3 and 2. */
  private static final double[] WEIGHTS = {0.5695, 1.7319};

  private static final int[] STEPS = {1, Potential.ROW, Potential.PLANE};

  private final Mesh mesh;
  private final Workers workers;
  private final BasePotential base;
  private double greatestResidual;

  Multigrid(Mesh mesh, Workers workers) {
    this.mesh = mesh;
    this.workers = workers;
    base = new BasePotential(mesh);
  }

  /**
   * One V-cycle from the potential that is there.
   *
   * @return the greatest residual of a refined coarse cell before the cycle's corrections; 0 for a
   *     base level alone, which is solved exactly
   */
  double cycle() {
    int finest = mesh.finestLevel();
    workers.forAll(mesh.level(finest), Multigrid::startFromSource);
    greatestResidual = 0;
    for (int level = finest; level > 0; level--) {
      relaxTwice(level);
      descend(level);
    }
    base.solve(mesh, workers);
    PotentialGhosts.fill(mesh, 0, workers);
    for (int level = 1; level <= finest; level++) {
      ascend(level);
      relaxTwice(level);
    }
    return greatestResidual;
  }

  private static void startFromSource(Block block) {
    System.arraycopy(
        block.next, SolverMemory.SOURCE, block.next, SolverMemory.RIGHT, Potential.LENGTH);
  }

  private void relaxTwice(int level) {
    double cell = mesh.cellSize(level);
    for (double weight : WEIGHTS) {
      PotentialGhosts.fill(mesh, level, workers);
      workers.forAll(mesh.level(level), block -> Laplacian.relax(block, cell, weight));
    }
    PotentialGhosts.fill(mesh, level, workers);
  }

  private void descend(int level) {
    double fine = mesh.cellSize(level);
    double coarse = mesh.cellSize(level - 1);
    workers.forAll(mesh.level(level - 1), Multigrid::startFromSource);
    workers.forAll(
        mesh.level(level),
        block -> {
          Laplacian.residual(block, fine);
          restrict(block);
        });
    PotentialGhosts.fill(mesh, level - 1, workers);
    for (Block block : mesh.level(level - 1)) {
      if (block.hasChildren()) {
        greatestResidual = Math.max(greatestResidual, greatestRestricted(block));
      }
    }
    workers.forAll(mesh.level(level - 1), block -> formCoarseEquation(block, fine, coarse));
  }

  /** The means of potential and residual into the parent. */
  private static void restrict(Block block) {
    Block parent = block.parent;
    int oi = (block.x & 1) * HALF;
    int oj = (block.y & 1) * HALF;
    int ok = (block.z & 1) * HALF;
    for (int k = 0; k < HALF; k++) {
      for (int j = 0; j < HALF; j++) {
        for (int i = 0; i < HALF; i++) {
          int f = Potential.index(2 * i, 2 * j, 2 * k);
          int c = Potential.index(oi + i, oj + j, ok + k);
          parent.potential[c] = mean(block.potential, f);
          parent.next[SolverMemory.RIGHT + c] = mean(block.next, SolverMemory.WORK + f);
        }
      }
    }
  }

  private static double mean(double[] values, int at) {
    int up = at + Potential.ROW;
    int back = at + Potential.PLANE;
    int both = back + Potential.ROW;
    return 0.125
        * (values[at]
            + values[at + 1]
            + values[up]
            + values[up + 1]
            + values[back]
            + values[back + 1]
            + values[both]
            + values[both + 1]);
  }

  private static double greatestRestricted(Block block) {
    double greatest = 0;
    for (int octant = 0; octant < 8; octant++) {
      if (block.children[octant] == null) {
        continue;
      }
      for (int cell = 0; cell < HALF * HALF * HALF; cell++) {
        double residual = block.next[SolverMemory.RIGHT + cellOfOctant(octant, cell)];
        greatest = Math.max(greatest, Math.abs(residual));
      }
    }
    return greatest;
  }

  private static int cellOfOctant(int octant, int cell) {
    return Potential.index(
        (octant & 1) * HALF + cell % HALF,
        ((octant >> 1) & 1) * HALF + cell / HALF % HALF,
        (octant >> 2) * HALF + cell / (HALF * HALF));
  }

  /** Completes the coarse right-hand side: under finer cells, and beside them. */
  private static void formCoarseEquation(Block block, double fine, double coarse) {
    double perSquare = 1 / (coarse * coarse);
    for (int octant = 0; octant < 8; octant++) {
      if (block.children[octant] != null) {
        for (int cell = 0; cell < HALF * HALF * HALF; cell++) {
          int c = cellOfOctant(octant, cell);
          block.next[SolverMemory.RIGHT + c] += Laplacian.at(block.potential, c, perSquare);
        }
        continue;
      }
      if (block.flows == null) {
        continue;
      }
      for (int side = 0; side < Side.COUNT; side++) {
        if (block.flows.toFiner[Side.COUNT * octant + side] != null) {
          matchFlux(block, octant, side, fine, coarse);
        }
      }
    }
    if (block.hasChildren()) {
      System.arraycopy(block.potential, 0, block.next, SolverMemory.BEFORE, Potential.LENGTH);
    }
  }

  /** Lets the mean of four fine gradients take the place of the coarse one. */
  private static void matchFlux(Block block, int octant, int side, double fine, double coarse) {
    Block finer = Mesh.childBeyond(block, octant, side);
    int axis = Side.axis(side);
    int first = STEPS[Side.firstTransverse(axis)];
    int second = STEPS[Side.secondTransverse(axis)];
    int towards = Side.isUpper(side) ? STEPS[axis] : -STEPS[axis];
    int ghosts = PotentialGhosts.ghostOrigin(Side.opposite(side));
    int[] cell = {(octant & 1) * HALF, ((octant >> 1) & 1) * HALF, (octant >> 2) * HALF};
    cell[axis] += Side.isUpper(side) ? HALF - 1 : 0;
    int cells = Potential.index(cell[0], cell[1], cell[2]);
    double[] values = finer.potential;
    for (int q = 0; q < HALF; q++) {
      for (int p = 0; p < HALF; p++) {
        int g = ghosts + 2 * p * first + 2 * q * second;
        double fineGradient =
            (values[g + towards]
                    - values[g]
                    + (values[g + first + towards] - values[g + first])
                    + (values[g + second + towards] - values[g + second])
                    + (values[g + first + second + towards] - values[g + first + second]))
                / (4 * fine);
        int c = cells + p * first + q * second;
        double coarseGradient = (block.potential[c + towards] - block.potential[c]) / coarse;
        block.next[SolverMemory.RIGHT + c] += (coarseGradient - fineGradient) / coarse;
      }
    }
  }

  private void ascend(int level) {
    workers.forAll(
        mesh.level(level - 1),
        block -> {
          if (block.hasChildren()) {
            for (int i = 0; i < Potential.LENGTH; i++) {
              block.next[SolverMemory.BEFORE + i] =
                  block.potential[i] - block.next[SolverMemory.BEFORE + i];
            }
          }
        });
    workers.forAll(
        mesh.level(level),
        block -> PotentialProlongation.add(block, block.parent.next, SolverMemory.BEFORE));
  }
}
