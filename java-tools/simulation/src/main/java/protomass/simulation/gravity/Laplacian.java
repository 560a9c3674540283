package protomass.simulation.gravity;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import protomass.simulation.mesh.Block;
import protomass.simulation.mesh.Potential;

/** The seven-point Laplacian on blocks whose ghosts are filled. */
final class Laplacian {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int ROW = Potential.ROW;
  private static final int PLANE = Potential.PLANE;

  /** From the first to the last cell of a plane, ghosts between rows included. */
  private static final int RUN = (Block.SIDE - 1) * ROW + Block.SIDE;

  private Laplacian() {}

  private static DoubleVector neighbours(double[] values, int at) {
    return load(values, at - 1)
        .add(load(values, at + 1))
        .add(load(values, at - ROW))
        .add(load(values, at + ROW))
        .add(load(values, at - PLANE))
        .add(load(values, at + PLANE));
  }

  private static DoubleVector load(double[] values, int at) {
    return DoubleVector.fromArray(SPECIES, values, at);
  }

  /** One weighted Jacobi relaxation of a block's potential. */
  static void relax(Block block, double cellSize, double weight) {
    double[] potential = block.potential;
    double[] memory = block.next;
    double share = weight / 6;
    double source = cellSize * cellSize * share;
    for (int k = 0; k < Block.SIDE; k++) {
      int start = Potential.index(0, 0, k);
      for (int at = start; at < start + RUN; at += LANES) {
        neighbours(potential, at)
            .mul(share)
            .sub(load(memory, SolverMemory.RIGHT + at).mul(source))
            .add(load(potential, at).mul(1 - weight))
            .intoArray(memory, SolverMemory.WORK + at);
      }
    }
    for (int k = 0; k < Block.SIDE; k++) {
      int start = Potential.index(0, 0, k);
      System.arraycopy(memory, SolverMemory.WORK + start, potential, start, RUN);
    }
  }

  /** Right-hand side less Laplacian, into the work array. */
  static void residual(Block block, double cellSize) {
    double[] potential = block.potential;
    double[] memory = block.next;
    double perSquare = 1 / (cellSize * cellSize);
    for (int k = 0; k < Block.SIDE; k++) {
      int start = Potential.index(0, 0, k);
      for (int at = start; at < start + RUN; at += LANES) {
        DoubleVector laplacian =
            neighbours(potential, at).sub(load(potential, at).mul(6)).mul(perSquare);
        load(memory, SolverMemory.RIGHT + at)
            .sub(laplacian)
            .intoArray(memory, SolverMemory.WORK + at);
      }
    }
  }

  /** At one cell. */
  static double at(double[] potential, int cell, double perSquare) {
    return (potential[cell - 1]
            + potential[cell + 1]
            + potential[cell - ROW]
            + potential[cell + ROW]
            + potential[cell - PLANE]
            + potential[cell + PLANE]
            - 6 * potential[cell])
        * perSquare;
  }
}
