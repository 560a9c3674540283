package protomass.vision.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import protomass.vision.encoder.Encoder;
import protomass.vision.encoder.EncoderShape;
import protomass.vision.network.Network;
import protomass.vision.objective.Replicas.Replica;
import protomass.vision.recipe.ExecutionRecipe;
import protomass.vision.recipe.ObjectiveRecipe;
import protomass.vision.torch.NamedTensors;
import protomass.vision.torch.Torch;
import protomass.vision.torch.TorchScript;

/**
 * DINOv2's objective (Oquab et al. 2024): DINO on class tokens, iBOT on masked patches, KoLeo on
 * the student's class tokens, and the gradient of their sum. A batch may come in micro-batches and
 * on several devices: the teacher looks at all micro-batches, its targets are found from all of
 * them, and then the student's gradients of the micro-batches are summed.
 */
public final class Objective implements AutoCloseable {
  private static final String[] SCRIPTS = {
    Encoder.SCRIPT,
    "head.torchscript",
    "losses.torchscript",
    "step.torchscript",
    "optimizer.torchscript",
    TorchScript.ADAMW
  };

  /** What stands before the gradients in the answer of the script. */
  private static final int BEFORE_GRADIENTS = 2;

  private final EncoderShape shape;
  private final ObjectiveRecipe recipe;
  private final ExecutionRecipe execution;
  private final TorchScript script;

  public Objective(EncoderShape shape, ObjectiveRecipe recipe, ExecutionRecipe execution) {
    this.shape = shape;
    this.recipe = recipe;
    this.execution = execution;
    this.script = TorchScript.compile(Objective.class, SCRIPTS);
  }

  /**
   * What a batch gives.
   *
   * @param total weighted sum of the losses
   * @param koleo weighted, over both halves
   * @param targetEntropy mean entropy of the teacher's class targets [nat]
   * @param divergence Kullback-Leibler divergence of the student's class distribution from the
   *     targets [nat]
   * @param classTokens the student's, of the global crops, (2 samples, width) for each micro-batch
   * @param centers for the next step: of classes, of patches
   * @param gradients in the order of {@link Network#tensors}
   */
  public record Result(
      float total,
      float dinoLocal,
      float dinoGlobal,
      float koleo,
      float ibot,
      float targetEntropy,
      float divergence,
      NDList classTokens,
      NDList centers,
      NDList gradients) {}

  /**
   * Losses and gradients of one batch.
   *
   * @param results owner of the tensors returned, on the first device
   * @param microBatches of the batch
   * @param centers of classes and of patches, (1, prototypes) each; unused by Sinkhorn-Knopp
   */
  public Result evaluate(
      NDManager results,
      Replicas replicas,
      MicroBatch.Source microBatches,
      NDList centers,
      double teacherTemperature) {
    List<NDManager> owners = owners(results, replicas);
    try {
      return evaluate(results, replicas, owners, microBatches, centers, teacherTemperature);
    } finally {
      owners.subList(1, owners.size()).forEach(NDManager::close);
    }
  }

  private Result evaluate(
      NDManager results,
      Replicas replicas,
      List<NDManager> owners,
      MicroBatch.Source microBatches,
      NDList centers,
      double teacherTemperature) {
    boolean oneAtATime = microBatches.count() <= replicas.count();
    List<TeacherOutput> outputs =
        replicas.map(
            microBatches.count(),
            (replica, index) -> {
              NDManager owner = owners.get(replica.number());
              return output(replica, owner, microBatches.on(owner, index), oneAtATime);
            });
    TeacherOffsets.Found offsets =
        new TeacherOffsets(script, recipe, replicas, results, outputs, teacherTemperature)
            .find(centers);
    NDList[] sums = new NDList[replicas.count()];
    List<StudentOutput> seen =
        replicas.map(
            outputs.size(),
            (replica, index) -> {
              StudentOutput microBatch =
                  lossAndGradients(
                      replica,
                      outputs.get(index),
                      offsets,
                      teacherTemperature,
                      1.0 / outputs.size());
              add(sums, replica.number(), microBatch.gradients());
              return microBatch;
            });
    for (int i = 1; i < sums.length && sums[i] != null; i++) {
      script.call(results, "add_gradients", sums[0], sums[i]);
    }
    return result(results, seen, offsets.centers(), sums[0]);
  }

  /** As above, on one device and in one micro-batch. */
  public Result evaluate(
      NDManager results,
      Network student,
      Network teacher,
      MicroBatch microBatch,
      NDList centers,
      double teacherTemperature) {
    try (Replicas replicas = Replicas.single(results, student, teacher)) {
      return evaluate(results, replicas, MicroBatch.whole(microBatch), centers, teacherTemperature);
    }
  }

  /** What the student makes of a micro-batch. */
  private record StudentOutput(float[] statistics, NDArray classTokens, NDList gradients) {}

  private static List<NDManager> owners(NDManager results, Replicas replicas) {
    List<NDManager> owners = new ArrayList<>();
    owners.add(results);
    replicas.others().forEach(replica -> owners.add(replica.manager().newSubManager()));
    return owners;
  }

  private TeacherOutput output(
      Replica replica, NDManager owner, MicroBatch microBatch, boolean keepLogits) {
    Network teacher = replica.teacher();
    NDList vectors =
        script.call(
            owner,
            "teacher_vectors",
            teacher.backbone().tensors(),
            teacher.head().tensors(),
            teacher.headOfPatches().tensors(),
            microBatch.globalCrops(),
            microBatch.maskedIndices(),
            shape.forScript(),
            execution.precision().torchCode());
    return new TeacherOutput(
        microBatch,
        owner,
        logits(owner, vectors.get(0), teacher.head(), keepLogits),
        logits(owner, vectors.get(1), teacher.headOfPatches(), keepLogits));
  }

  private TeacherLogits logits(NDManager owner, NDArray vectors, NamedTensors head, boolean kept) {
    return new TeacherLogits(
        owner,
        vectors,
        kept,
        (logitOwner, source) ->
            script
                .call(
                    logitOwner,
                    "teacher_logits",
                    head.tensors(),
                    source,
                    execution.precision().torchCode())
                .getFirst());
  }

  private StudentOutput lossAndGradients(
      Replica replica,
      TeacherOutput output,
      TeacherOffsets.Found offsets,
      double teacherTemperature,
      double share) {
    Network student = replica.student();
    try (NDManager brief = output.manager().newSubManager()) {
      NDList teacher =
          new NDList(
              output.classTokens().get(brief),
              output.patchTokens().get(brief),
              offsets.classOffset(),
              offsets.patchOffset());
      NDList out =
          script.callRecorded(
              output.manager(),
              "step",
              student.backbone().tensors(),
              student.head().tensors(),
              student.patchHead().tensors(),
              teacher,
              output.microBatch().list(),
              shape.forScript(),
              output.microBatch().kept().global(),
              output.microBatch().kept().local(),
              recipe.studentTemperature(),
              teacherTemperature,
              recipe.dinoWeight(),
              recipe.koleoWeight(),
              recipe.ibotWeight(),
              recipe.koleoGroup(),
              share,
              execution.precision().torchCode(),
              execution.activationCheckpointing());
      return new StudentOutput(
          Torch.floats(out.get(0)),
          out.get(1),
          new NDList(out.subList(BEFORE_GRADIENTS, out.size())));
    }
  }

  /** Adds gradients to the sum of a replica; each thread has a place of its own. */
  private void add(NDList[] sums, int replica, NDList gradients) {
    if (sums[replica] == null) {
      sums[replica] = gradients;
      return;
    }
    script.call(sums[replica].getFirst().getManager(), "add_gradients", sums[replica], gradients);
    gradients.close();
  }

  private Result result(
      NDManager results, List<StudentOutput> seen, NDList centers, NDList gradients) {
    double[] means = new double[seen.getFirst().statistics().length];
    for (StudentOutput microBatch : seen) {
      for (int i = 0; i < means.length; i++) {
        means[i] += (double) microBatch.statistics()[i] / seen.size();
      }
    }
    // Copied to the first device: the other devices' tensors end with the step.
    NDList classTokens =
        new NDList(seen.stream().map(StudentOutput::classTokens).toArray(NDArray[]::new));
    NDList gathered = script.call(results, "gathered", classTokens, gradients.getFirst());
    return new Result(
        (float) means[0],
        (float) means[1],
        (float) means[2],
        (float) means[3],
        (float) means[4],
        (float) means[5],
        (float) means[6],
        gathered,
        centers,
        gradients);
  }

  /** Gives all replicas the weights of the first. */
  public void broadcastWeights(NDManager scratch, Replicas replicas) {
    for (Replica other : replicas.others()) {
      script.call(
          scratch, "overwrite", other.student().tensors(), replicas.first().student().tensors());
      script.call(
          scratch, "overwrite", other.teacher().tensors(), replicas.first().teacher().tensors());
    }
  }

  /** How many directions the class tokens use: exp of the entropy of their singular values. */
  public float effectiveRank(NDManager results, NDList classTokens) {
    return Torch.scalar(script.call(results, "effective_rank", classTokens).getFirst());
  }

  TorchScript script() {
    return script;
  }

  @Override
  public void close() {
    script.close();
  }
}
