package protomass.simulation.run;

import java.util.List;
import protomass.simulation.gravity.SelfGravity;
import protomass.simulation.mesh.Block;
import protomass.simulation.mesh.JeansCriterion;
import protomass.simulation.mesh.Mesh;
import protomass.simulation.mesh.Refinement;
import protomass.simulation.mesh.RefinementCriterion;
import protomass.simulation.mesh.State;
import protomass.simulation.mesh.Workers;
import protomass.simulation.mhd.GasDynamics;
import protomass.simulation.mhd.SignalSpeeds;

/**
 * A cloud of gas and its clock: one global step after another, each a half kick by gravity, a sweep
 * of the gas, the potential anew, and the other half kick.
 */
public final class Cloud {
  /** Of the sum over directions of signal speeds, the unsplit scheme's limit being 1. */
  private static final double COURANT = 0.8;

  /** Of the cleaning waves on the finest level, per step and direction. */
  private static final double CLEANING = 0.25;

  /** Steps from one adaptation of the mesh to the next. */
  private static final int ADAPT_EVERY = 4;

  private static final int LEAST_CYCLES = 2;
  private static final int MOST_CYCLES = 6;
  private static final double TOLERANCE = 1e-2;

  /** The first potential is sought from nothing. */
  private static final int FIRST_CYCLES = 12;

  private final Mesh mesh;
  private final Physics physics;
  private final Workers workers;
  private final GasDynamics gas;
  private final SelfGravity gravity;
  private final Refinement refinement;
  private final List<RefinementCriterion> criteria;
  private double time;
  private long steps;
  private long updates;

  /** A cloud whose mesh holds its state on level 0. */
  public Cloud(Mesh mesh, Physics physics, Workers workers) {
    this.mesh = mesh;
    this.physics = physics;
    this.workers = workers;
    gas = new GasDynamics(mesh, workers, physics.soundSpeed(), physics.densityFloor());
    boolean hasGravity = physics.gravitationalConstant() > 0;
    gravity = hasGravity ? new SelfGravity(mesh, workers, physics.gravitationalConstant()) : null;
    refinement = new Refinement(mesh, workers);
    criteria =
        hasGravity
            ? List.of(
                new JeansCriterion(
                    mesh,
                    physics.soundSpeed(),
                    physics.gravitationalConstant(),
                    physics.cellsPerJeansLength()))
            : List.of();
  }

  /** Sets a uniform density and field and a velocity field on the base level. */
  public static void fill(Mesh mesh, double density, double[][] velocity, double[] field) {
    int side = mesh.baseCells(0);
    for (Block block : mesh.level(0)) {
      for (int cell = 0; cell < Block.CELLS; cell++) {
        int x = block.x * Block.SIDE + cell % Block.SIDE;
        int y = block.y * Block.SIDE + cell / Block.SIDE % Block.SIDE;
        int z = block.z * Block.SIDE + cell / (Block.SIDE * Block.SIDE);
        block.state[State.DENSITY * Block.CELLS + cell] = density;
        for (int axis = 0; axis < 3; axis++) {
          block.state[(State.VELOCITY + axis) * Block.CELLS + cell] =
              velocity[axis][x + side * (y + side * z)];
          block.state[(State.FIELD + axis) * Block.CELLS + cell] = field[axis];
        }
      }
    }
  }

  /** Finds the first potential; to be called once before the first step. */
  public void begin() {
    if (gravity != null) {
      gravity.solve(1, FIRST_CYCLES, TOLERANCE);
    }
  }

  public double time() {
    return time;
  }

  public long steps() {
    return steps;
  }

  /** Cells taken one step further so far, those under finer ones included. */
  public long updates() {
    return updates;
  }

  public GasDynamics gas() {
    return gas;
  }

  /**
   * One step, no further than a time.
   *
   * @return the step in time
   * @throws IllegalStateException when the state is no longer finite
   */
  public double step(double until) {
    if (gravity != null && steps % ADAPT_EVERY == 0 && mesh.maximumLevel() > 0) {
      refinement.adapt(criteria, gravity::fillGhosts);
    }
    SignalSpeeds speeds = SignalSpeeds.of(mesh, physics.soundSpeed(), workers);
    double free = COURANT / speeds.crossings();
    if (!(free > 0) || !Double.isFinite(free)) {
      throw new IllegalStateException("the state is not finite at step " + steps);
    }
    double step = Math.min(free, until - time);
    double cleaning = CLEANING * mesh.cellSize(mesh.finestLevel()) / free;
    kick(step / 2);
    gas.step(step, speeds.greatest(), cleaning);
    if (gravity != null) {
      gravity.solve(LEAST_CYCLES, MOST_CYCLES, TOLERANCE);
    }
    kick(step / 2);
    time = step < free ? until : time + step;
    steps++;
    updates += mesh.cells();
    return step;
  }

  private void kick(double duration) {
    if (gravity != null) {
      gravity.kick(duration);
    }
  }
}
