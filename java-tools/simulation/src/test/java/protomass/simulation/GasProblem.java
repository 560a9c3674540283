package protomass.simulation;

import java.util.List;
import protomass.simulation.mesh.Block;
import protomass.simulation.mesh.Mesh;
import protomass.simulation.mesh.Refinement;
import protomass.simulation.mesh.RefinementCriterion;
import protomass.simulation.mesh.Workers;
import protomass.simulation.mhd.GasDynamics;
import protomass.simulation.mhd.SignalSpeeds;

/** A gas without gravity on a mesh, from a function of place to a time. */
public final class GasProblem implements AutoCloseable {
  private static final double DENSITY_FLOOR = 1e-10;

  private final Workers workers;
  private final Mesh mesh;
  private final double soundSpeed;
  private final GasDynamics gas;
  private double time;

  /** Primitive variables at a place. */
  @FunctionalInterface
  public interface Initial {
    double[] at(double x, double y, double z);
  }

  public GasProblem(Mesh mesh, double soundSpeed, int threads) {
    this.mesh = mesh;
    this.soundSpeed = soundSpeed;
    workers = new Workers(threads);
    gas = new GasDynamics(mesh, workers, soundSpeed, DENSITY_FLOOR);
  }

  public Mesh mesh() {
    return mesh;
  }

  public Workers workers() {
    return workers;
  }

  public GasDynamics gas() {
    return gas;
  }

  public double time() {
    return time;
  }

  /** Sets all cells to the function at their centres; the box begins at 0. */
  public GasProblem set(Initial initial) {
    for (int level = 0; level <= mesh.finestLevel(); level++) {
      double cell = mesh.cellSize(level);
      for (Block block : mesh.level(level)) {
        for (int c = 0; c < Block.CELLS; c++) {
          double[] values =
              initial.at(
                  (block.x * Block.SIDE + c % 8 + 0.5) * cell,
                  (block.y * Block.SIDE + c / 8 % 8 + 0.5) * cell,
                  (block.z * Block.SIDE + c / 64 + 0.5) * cell);
          for (int v = 0; v < values.length; v++) {
            block.state[v * Block.CELLS + c] = values[v];
          }
        }
      }
    }
    return this;
  }

  /** Refines all octants that a criterion wants, level by level. */
  public GasProblem refine(RefinementCriterion criterion) {
    Refinement refinement = new Refinement(mesh, workers);
    for (int level = 0; level < mesh.maximumLevel(); level++) {
      refinement.adapt(List.of(criterion), ready -> {});
    }
    return this;
  }

  /** Takes steps until a time is met exactly; returns how many. */
  public int run(double until) {
    int steps = 0;
    while (time < until) {
      SignalSpeeds speeds = SignalSpeeds.of(mesh, soundSpeed, workers);
      double free = 0.8 / speeds.crossings();
      double step = Math.min(free, until - time);
      double cleaning = 0.25 * mesh.cellSize(mesh.finestLevel()) / free;
      gas.step(step, speeds.greatest(), cleaning);
      time = step < free ? until : time + step;
      steps++;
    }
    return steps;
  }

  /** A variable of the cells of level 0, [x][y][z]. */
  public double[][][] base(int variable) {
    double[][][] values = new double[mesh.baseCells(0)][mesh.baseCells(1)][mesh.baseCells(2)];
    for (Block block : mesh.level(0)) {
      for (int c = 0; c < Block.CELLS; c++) {
        values[block.x * 8 + c % 8][block.y * 8 + c / 8 % 8][block.z * 8 + c / 64] =
            block.state[variable * Block.CELLS + c];
      }
    }
    return values;
  }

  @Override
  public void close() {
    workers.close();
  }
}
