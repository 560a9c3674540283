package protomass.simulation.gravity;

import java.util.stream.IntStream;
import org.jtransforms.fft.DoubleFFT_3D;
import protomass.simulation.mesh.Block;
import protomass.simulation.mesh.Mesh;
import protomass.simulation.mesh.Potential;
import protomass.simulation.mesh.Workers;

/** Solves the seven-point Poisson equation of the periodic base level exactly, by Fourier sums. */
final class BasePotential {
  private final int side;
  private final double[] grid;
  private final double[] eigenvalues;
  private final DoubleFFT_3D transform;

  BasePotential(Mesh mesh) {
    side = mesh.baseCells(0);
    if (mesh.baseCells(1) != side || mesh.baseCells(2) != side || Integer.bitCount(side) != 1) {
      throw new IllegalArgumentException("gravity wants a cube of a power of two");
    }
    grid = new double[side * side * side];
    double perSquare = 1 / (mesh.cellSize(0) * mesh.cellSize(0));
    eigenvalues =
        IntStream.rangeClosed(0, side / 2)
            .mapToDouble(k -> 2 * (StrictMath.cos(2 * Math.PI * k / side) - 1) * perSquare)
            .toArray();
    transform = new DoubleFFT_3D(side, side, side);
  }

  /** From the right-hand sides of the base level to its potential, without ghosts. */
  void solve(Mesh mesh, Workers workers) {
    workers.forAll(mesh.level(0), this::take);
    transform.realForward(grid);
    divide();
    transform.realInverse(grid, true);
    workers.forAll(mesh.level(0), this::give);
  }

  private int index(Block block, int j, int k) {
    return block.x * Block.SIDE
        + side * (block.y * Block.SIDE + j + side * (block.z * Block.SIDE + k));
  }

  private void take(Block block) {
    for (int k = 0; k < Block.SIDE; k++) {
      for (int j = 0; j < Block.SIDE; j++) {
        int from = SolverMemory.RIGHT + Potential.index(0, j, k);
        System.arraycopy(block.next, from, grid, index(block, j, k), Block.SIDE);
      }
    }
  }

  private void give(Block block) {
    for (int k = 0; k < Block.SIDE; k++) {
      for (int j = 0; j < Block.SIDE; j++) {
        System.arraycopy(
            grid, index(block, j, k), block.potential, Potential.index(0, j, k), Block.SIDE);
      }
    }
  }

  /**
   * Divides every mode by its eigenvalue. The transform packs real and imaginary parts of x-modes 1
   * to n/2 - 1 in pairs, and puts those of 0 and n/2 together in the first pair of each row.
   */
  private void divide() {
    for (int z = 0; z < side; z++) {
      for (int y = 0; y < side; y++) {
        int row = side * (y + side * z);
        double transverse = eigenvalues[fold(y)] + eigenvalues[fold(z)];
        divide(row, transverse + eigenvalues[nyquist(y, z, 0) ? side / 2 : 0]);
        divide(row + 1, transverse + eigenvalues[nyquist(y, z, 1) ? side / 2 : 0]);
        for (int x = 1; x < side / 2; x++) {
          divide(row + 2 * x, transverse + eigenvalues[x]);
          divide(row + 2 * x + 1, transverse + eigenvalues[x]);
        }
      }
    }
  }

  private int fold(int mode) {
    return Math.min(mode, side - mode);
  }

  /** Whether an element of the first pair of a row is of the x-mode n/2. */
  private boolean nyquist(int y, int z, int element) {
    boolean isOwnY = y == 0 || y == side / 2;
    boolean isOwnZ = z == 0 || z == side / 2;
    if (isOwnY && isOwnZ) {
      return element == 1;
    }
    return isOwnY ? z > side / 2 : y > side / 2;
  }

  private void divide(int at, double eigenvalue) {
    grid[at] = eigenvalue == 0 ? 0 : grid[at] / eigenvalue;
  }
}
