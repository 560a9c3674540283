package protomass.vision.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import protomass.vision.network.Network;
import protomass.vision.recipe.Recipe;
import protomass.vision.torch.Torch;

/** Everything that a step of training changes. */
public final class TrainingState {
  private final Network student;
  private final Network teacher;
  private final Network firstMoment;
  private final Network secondMoment;
  private final NDArray[] centers;
  private long iteration;

  TrainingState(
      Network student,
      Network teacher,
      Network firstMoment,
      Network secondMoment,
      NDList centers,
      long iteration) {
    this.student = student;
    this.teacher = teacher;
    this.firstMoment = firstMoment;
    this.secondMoment = secondMoment;
    this.centers = centers.toArray(NDArray[]::new);
    this.iteration = iteration;
  }

  /** The state before the first step: random weights, the teacher equal to the student. */
  public static TrainingState random(NDManager manager, Recipe recipe, long seed) {
    Network student =
        Network.random(manager, recipe.networkShape(), recipe.encoder().layerScale(), seed);
    return begin(manager, recipe, student, student.copy(manager));
  }

  /** The state before the first step of a training that begins with given weights. */
  static TrainingState begin(NDManager manager, Recipe recipe, Network student, Network teacher) {
    Network.Shape shape = recipe.networkShape();
    int prototypes = recipe.head().prototypes();
    return new TrainingState(
        student,
        teacher,
        Network.zeros(manager, shape),
        Network.zeros(manager, shape),
        new NDList(
            Torch.tensor(manager, new float[prototypes], 1, prototypes),
            Torch.tensor(manager, new float[prototypes], 1, prototypes)),
        0);
  }

  public Network student() {
    return student;
  }

  public Network teacher() {
    return teacher;
  }

  Network firstMoment() {
    return firstMoment;
  }

  Network secondMoment() {
    return secondMoment;
  }

  /** Centers of the class and of the patch targets, (1, prototypes) each. */
  NDList centers() {
    return new NDList(centers);
  }

  /** Steps done. */
  public long iteration() {
    return iteration;
  }

  /**
   * Counts a step and takes over its centers.
   *
   * @param manager the owner of the state
   * @param moved owned by the step
   */
  void finishStep(NDManager manager, NDList moved) {
    for (int i = 0; i < centers.length; i++) {
      NDArray old = centers[i];
      centers[i] = Torch.tensor(manager, Torch.floats(moved.get(i)), old.getShape().getShape());
      old.close();
    }
    iteration++;
  }
}
