package protomass.simulation.gravity;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import protomass.simulation.mesh.Block;
import protomass.simulation.mesh.Mesh;
import protomass.simulation.mesh.Potential;
import protomass.simulation.mesh.State;
import protomass.simulation.mesh.Workers;

/** The gravity of the gas: potential on all levels, and what it does to velocities. */
public final class SelfGravity {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final Mesh mesh;
  private final Workers workers;
  private final Multigrid multigrid;
  private final double gravitationalConstant;

  /**
   * @param gravitationalConstant in code units
   */
  public SelfGravity(Mesh mesh, Workers workers, double gravitationalConstant) {
    this.mesh = mesh;
    this.workers = workers;
    this.gravitationalConstant = gravitationalConstant;
    multigrid = new Multigrid(mesh, workers);
  }

  /** The mean density of the gas by its volume. */
  public double meanDensity() {
    double sum = 0;
    for (Block block : mesh.level(0)) {
      sum += sumOfDensity(block);
    }
    double cell = mesh.cellSize(0);
    return sum * cell * cell * cell / mesh.volume();
  }

  private static double sumOfDensity(Block block) {
    double sum = 0;
    for (int cell = 0; cell < Block.CELLS; cell++) {
      sum += block.state[cell];
    }
    return sum;
  }

  /**
   * Improves the potential that is there until its residual is small.
   *
   * @param leastCycles V-cycles to do in any case
   * @param mostCycles and at most
   * @param tolerance of the residual as a fraction of 4 pi G times the mean density
   * @return cycles done
   */
  public int solve(int leastCycles, int mostCycles, double tolerance) {
    double mean = meanDensity();
    double fourPiG = 4 * Math.PI * gravitationalConstant;
    for (int level = 0; level <= mesh.finestLevel(); level++) {
      workers.forAll(mesh.level(level), block -> source(block, fourPiG, mean));
    }
    int cycles = 0;
    double residual = Double.POSITIVE_INFINITY;
    while (cycles < leastCycles || (residual > tolerance * fourPiG * mean && cycles < mostCycles)) {
      residual = multigrid.cycle();
      cycles++;
    }
    return cycles;
  }

  private static void source(Block block, double fourPiG, double mean) {
    for (int k = 0; k < Block.SIDE; k++) {
      for (int j = 0; j < Block.SIDE; j++) {
        int from = Block.cell(State.DENSITY, 0, j, k);
        int to = SolverMemory.SOURCE + Potential.index(0, j, k);
        for (int i = 0; i < Block.SIDE; i++) {
          block.next[to + i] = fourPiG * (block.state[from + i] - mean);
        }
      }
    }
  }

  /** Changes velocities by central differences of the potential, over a time. */
  public void kick(double time) {
    for (int level = 0; level <= mesh.finestLevel(); level++) {
      double factor = -time / (2 * mesh.cellSize(level));
      workers.forAll(mesh.level(level), block -> kick(block, factor));
    }
  }

  private static void kick(Block block, double factor) {
    for (int k = 0; k < Block.SIDE; k++) {
      for (int j = 0; j < Block.SIDE; j++) {
        for (int i = 0; i < Block.SIDE; i += LANES) {
          int p = Potential.index(i, j, k);
          int cell = Block.cell(0, i, j, k);
          add(block, cell + State.VELOCITY * Block.CELLS, p, 1, factor);
          add(block, cell + (State.VELOCITY + 1) * Block.CELLS, p, Potential.ROW, factor);
          add(block, cell + (State.VELOCITY + 2) * Block.CELLS, p, Potential.PLANE, factor);
        }
      }
    }
  }

  private static void add(Block block, int velocity, int p, int step, double factor) {
    DoubleVector difference =
        DoubleVector.fromArray(SPECIES, block.potential, p + step)
            .sub(DoubleVector.fromArray(SPECIES, block.potential, p - step));
    DoubleVector.fromArray(SPECIES, block.state, velocity)
        .add(difference.mul(factor))
        .intoArray(block.state, velocity);
  }

  /** Fills the ghosts of a level's potential, those on edges too. The coarser's must be right. */
  public void fillGhosts(int level) {
    PotentialGhosts.fillAll(mesh, level, workers);
  }
}
