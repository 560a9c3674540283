package protomass.simulation.mhd;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import protomass.simulation.mesh.Block;
import protomass.simulation.mesh.Mesh;
import protomass.simulation.mesh.Patch;
import protomass.simulation.mesh.PatchState;
import protomass.simulation.mesh.Restriction;
import protomass.simulation.mesh.State;
import protomass.simulation.mesh.Workers;

/** Takes the gas of all levels one step further, all by the same time step. */
public final class GasDynamics {
  /** How fast the cleaning scalar decays, per cell that a cleaning wave crosses. */
  private static final double CLEANING_DECAY = 0.1;

  /** A cell is redone beyond this many times the greatest speed before the step. */
  private static final double SPEED_RATIO = 3;

  private final Mesh mesh;
  private final Workers workers;
  private final double soundSpeed;
  private final double densityFloor;
  private final Fallback fallback;
  private final List<Hand> hands = new ArrayList<>();
  private double massAdded;

  /** One thread's memory for both sizes of patches. */
  private static final class Hand {
    private final PatchState[] states = {
      new PatchState(Block.SIDE), new PatchState(2 * Block.SIDE)
    };
    private final Sweep[] sweeps = {Sweep.vectorised(states[0]), Sweep.vectorised(states[1])};
    private final FlowPlanes[] planes = {
      new FlowPlanes(states[0], FlowRecorder.SPACING),
      new FlowPlanes(states[1], FlowRecorder.SPACING)
    };

    boolean sweep(Patch patch, SweepParameters parameters) {
      int size = patch.blocksAlongSide() - 1;
      states[size].gather(patch);
      FlowPlanes wanted = patch.meetsOtherLevels() ? planes[size] : null;
      boolean mustRedo = sweeps[size].step(parameters, wanted);
      states[size].scatter(patch);
      if (wanted != null) {
        FlowRecorder.record(patch, wanted);
      }
      return mustRedo;
    }
  }

  /**
   * @param soundSpeed of the isothermal gas, code units
   * @param densityFloor the least density that is left in a cell
   */
  public GasDynamics(Mesh mesh, Workers workers, double soundSpeed, double densityFloor) {
    this.mesh = mesh;
    this.workers = workers;
    this.soundSpeed = soundSpeed;
    this.densityFloor = densityFloor;
    fallback = new Fallback(mesh);
    for (int thread = 0; thread < workers.threads(); thread++) {
      hands.add(new Hand());
    }
  }

  /** Cells redone by the first-order solver so far. */
  public long cellsRedone() {
    return fallback.cells();
  }

  /** Mass that the floor has added so far, code units. */
  public double massAdded() {
    return massAdded;
  }

  /**
   * One step.
   *
   * @param greatestSpeed of gas and fast waves before it
   * @param cleaningSpeed at which errors of the field's divergence are carried away
   */
  public void step(double timeStep, double greatestSpeed, double cleaningSpeed) {
    SweepParameters[] parameters = new SweepParameters[mesh.maximumLevel() + 1];
    double[] damping = new double[mesh.maximumLevel() + 1];
    for (int level = 0; level < parameters.length; level++) {
      double cell = mesh.cellSize(level);
      damping[level] = StrictMath.exp(-CLEANING_DECAY * cleaningSpeed * timeStep / cell);
      parameters[level] =
          new SweepParameters(
              soundSpeed,
              cleaningSpeed,
              timeStep,
              cell,
              damping[level],
              densityFloor,
              SPEED_RATIO * greatestSpeed);
    }
    List<Patch> patches = mesh.patches();
    AtomicBoolean[] mustRedo = new AtomicBoolean[mesh.maximumLevel() + 1];
    for (int level = 0; level < mustRedo.length; level++) {
      mustRedo[level] = new AtomicBoolean();
    }
    workers.forEach(
        patches,
        (patch, thread) -> {
          if (hands.get(thread).sweep(patch, parameters[patch.level()])) {
            mustRedo[patch.level()].set(true);
          }
        });
    redo(mustRedo, parameters);
    for (int level = 0; level <= mesh.maximumLevel(); level++) {
      mesh.level(level).forEach(GasDynamics::swap);
    }
    Refluxing.reflux(mesh, timeStep, damping, workers);
    fillVoids();
    Restriction.restrict(mesh, workers);
  }

  /** In the order of the mesh, for cells on both sides of a face are changed. */
  private void redo(AtomicBoolean[] mustRedo, SweepParameters[] parameters) {
    fallback.beginStep();
    for (Patch patch : mesh.patches()) {
      if (mustRedo[patch.level()].get()) {
        fallback.redo(patch, parameters[patch.level()]);
      }
    }
  }

  private static void swap(Block block) {
    double[] old = block.state;
    block.state = block.next;
    block.next = old;
  }

  /** Raises densities below the floor, keeps the momentum, and counts the mass. */
  private void fillVoids() {
    for (int level = 0; level <= mesh.finestLevel(); level++) {
      double cell = mesh.cellSize(level);
      double volume = cell * cell * cell;
      for (Block block : mesh.level(level)) {
        for (int i = 0; i < Block.CELLS; i++) {
          if (block.state[State.DENSITY * Block.CELLS + i] < densityFloor) {
            massAdded += raise(block, i, volume);
          }
        }
      }
    }
  }

  private double raise(Block block, int cell, double volume) {
    int i = cell % Block.SIDE;
    int j = cell / Block.SIDE % Block.SIDE;
    int k = cell / (Block.SIDE * Block.SIDE);
    if (block.isCovered(i, j, k)) {
      return 0;
    }
    double density = block.state[cell];
    for (int v = State.VELOCITY; v < State.VELOCITY + 3; v++) {
      block.state[v * Block.CELLS + cell] *= density / densityFloor;
    }
    block.state[cell] = densityFloor;
    return (densityFloor - density) * volume;
  }
}
