package protomass.vision.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import protomass.core.artefact.MetricsRow;
import protomass.core.artefact.ResolvedRecipe;
import protomass.core.artefact.ThroughputRow;
import protomass.core.error.BadInputException;
import protomass.core.file.AtomicOutput;
import protomass.core.file.Checksum;
import protomass.core.file.FolderArtefact;
import protomass.core.file.OutputGuard;
import protomass.core.file.RegularFile;
import protomass.core.file.Seal;
import protomass.core.json.Json;
import protomass.core.provenance.Provenance;
import protomass.core.provenance.Version;
import protomass.core.safetensors.SafetensorsFile;
import protomass.core.safetensors.SafetensorsWriter;
import protomass.core.safetensors.Tensor;
import protomass.vision.network.Network;
import protomass.vision.recipe.Recipe;
import protomass.vision.torch.Torch;

/**
 * A folder that holds all of a training: student, teacher, first and second moments and centers as
 * safetensors under the official names, the resolved recipe, the metrics so far, and {@code
 * state.json} with a checksum of each. Written whole or not at all.
 */
public record Checkpoint(Path folder, CheckpointState state) {
  private static final String METRICS = MetricsRow.FILE_NAME;
  private static final String RECIPE = ResolvedRecipe.FILE_NAME;

  /** Of the run, hence without a checksum. */
  private static final String THROUGHPUT = ThroughputRow.FILE_NAME;

  static final String STATE = "state.json";
  static final String STUDENT = "student.safetensors";
  static final String TEACHER = "teacher.safetensors";
  private static final String FIRST_MOMENT = "first_moment.safetensors";
  private static final String SECOND_MOMENT = "second_moment.safetensors";
  private static final String CENTERS = "centers.safetensors";

  /** All that a checkpoint cannot do without. */
  private static final Set<String> FILES =
      new TreeSet<>(
          Set.of(RECIPE, METRICS, STUDENT, TEACHER, FIRST_MOMENT, SECOND_MOMENT, CENTERS));

  private static final List<String> CENTER_NAMES = List.of("class_center", "patch_center");
  private static final String MEND = "go back to an earlier checkpoint or start again";

  /** How a checkpoint is told from other folders. */
  static final FolderArtefact KIND = new FolderArtefact("checkpoint", STATE, Checkpoint::parts);

  /**
   * Opens a checkpoint and checks every file's checksum.
   *
   * @throws BadInputException when a file is missing or changed
   */
  public static Checkpoint open(Path folder) {
    Path stateFile = folder.resolve(STATE);
    if (!Files.isRegularFile(stateFile)) {
      throw new BadInputException(
          folder,
          "is no checkpoint (it has no " + STATE + ")",
          "name a folder that 'pretrain' wrote");
    }
    CheckpointState state = Json.read(stateFile, CheckpointState.class);
    if (!state.files().keySet().equals(FILES)) {
      throw new BadInputException(
          stateFile, "lists the files %s, not %s".formatted(state.files().keySet(), FILES), MEND);
    }
    state
        .files()
        .forEach(
            (name, sha256) -> {
              Path file = folder.resolve(name);
              if (!Checksum.sha256(file).equals(sha256)) {
                throw new BadInputException(
                    file, "does not have the checksum that " + STATE + " states", MEND);
              }
            });
    OutputGuard.reading(folder.resolve(THROUGHPUT));
    return new Checkpoint(folder, state);
  }

  /** The names of a checkpoint's files, those that only its own version of the tools wrote too. */
  private static List<String> parts(Path stateFile) {
    return Json.readIf(stateFile, CheckpointState.class).stream()
        .flatMap(state -> Stream.of(FILES, Set.of(THROUGHPUT), state.files().keySet()))
        .flatMap(Set::stream)
        .toList();
  }

  /** Writes a checkpoint in place of an earlier one. */
  public static void write(
      Path folder,
      TrainingState training,
      Recipe recipe,
      long iterationsPerEpoch,
      long seed,
      String imagesHash,
      TrainingLog.Lines lines,
      Provenance provenance) {
    AtomicOutput.folder(
        folder,
        KIND,
        temporary -> {
          write(temporary, STUDENT, training.student().forFile());
          write(temporary, TEACHER, training.teacher().forFile());
          write(temporary, FIRST_MOMENT, training.firstMoment().forFile());
          write(temporary, SECOND_MOMENT, training.secondMoment().forFile());
          write(temporary, CENTERS, centers(training.centers()));
          Json.write(temporary.resolve(RECIPE), recipe);
          Files.write(temporary.resolve(METRICS), lines.metrics());
          Json.write(
              temporary.resolve(STATE),
              new CheckpointState(
                  training.iteration(),
                  iterationsPerEpoch,
                  seed,
                  recipe.hash(),
                  imagesHash,
                  checksums(temporary),
                  provenance));
          Files.write(temporary.resolve(THROUGHPUT), lines.throughput());
        });
  }

  /** Restores the state of training. */
  public TrainingState restore(NDManager manager, Recipe recipe) {
    NDList centers = new NDList();
    try (SafetensorsFile file = SafetensorsFile.openChecked(folder.resolve(CENTERS))) {
      for (String name : CENTER_NAMES) {
        centers.add(Torch.tensor(manager, file.floats(name), file.info(name).shapeArray()));
      }
    }
    return new TrainingState(
        network(manager, recipe, STUDENT),
        network(manager, recipe, TEACHER),
        network(manager, recipe, FIRST_MOMENT),
        network(manager, recipe, SECOND_MOMENT),
        centers,
        state.iteration());
  }

  /**
   * The weights of student and teacher alone, as the start of another training: moments and centers
   * are zero and no step is done. The recipe may differ in all but the shapes of the networks.
   *
   * @throws BadInputException when a shape differs
   */
  public TrainingState warmStart(NDManager manager, Recipe recipe) {
    return TrainingState.begin(
        manager, recipe, network(manager, recipe, STUDENT), network(manager, recipe, TEACHER));
  }

  /** The lines of the logs so far. */
  TrainingLog.Lines lines() {
    return new TrainingLog.Lines(lines(METRICS), lines(THROUGHPUT));
  }

  private List<String> lines(String name) {
    Path file = folder.resolve(name);
    List<String> lines =
        new String(RegularFile.bytes(file), StandardCharsets.UTF_8).lines().toList();
    for (String line : lines) {
      if (!Seal.check(file, line.getBytes(StandardCharsets.UTF_8))) {
        Seal.noteUnsealed(file);
      }
      requireIteration(file, line);
    }
    return lines;
  }

  private static void requireIteration(Path file, String line) {
    try {
      if (Json.tree(line).path("iteration").canConvertToLong()) {
        return;
      }
      throw new BadInputException(file, "has a line without an iteration: " + line, MEND);
    } catch (JsonProcessingException failure) {
      throw new BadInputException(
          file, "has a line that is no JSON (" + failure.getOriginalMessage() + ")", MEND, failure);
    }
  }

  /** The recipe that it was trained with. */
  public Recipe recipe() {
    return Json.read(folder.resolve(RECIPE), Recipe.class);
  }

  /**
   * Refuses to go on with another training than the one that was saved.
   *
   * @throws BadInputException naming what differs
   */
  public void requireSame(Recipe recipe, long seed, String imagesHash) {
    List<String> differences = new ArrayList<>();
    if (!state.recipeHash().equals(recipe.hash())) {
      differences.addAll(RecipeDifference.between(recipe(), recipe));
    }
    String version = state.provenance().version();
    if (!version.equals(Version.current())) {
      differences.add("version %s, not %s".formatted(version, Version.current()));
    }
    if (state.seed() != seed) {
      differences.add("seed %d, not %d".formatted(state.seed(), seed));
    }
    if (!state.imagesHash().equals(imagesHash)) {
      differences.add(
          "other images (manifest hash %.12s, not %.12s)"
              .formatted(state.imagesHash(), imagesHash));
    }
    if (!differences.isEmpty()) {
      throw new BadInputException(
          folder,
          "was trained with " + String.join(", ", differences),
          "continue with what it was trained with, or take its weights alone by --warm-start");
    }
  }

  private Network network(NDManager manager, Recipe recipe, String name) {
    try (SafetensorsFile file = SafetensorsFile.openChecked(folder.resolve(name))) {
      return Network.read(manager, recipe.networkShape(), file, "");
    }
  }

  private static void write(Path folder, String name, List<Tensor> tensors) {
    SafetensorsWriter.write(
        folder.resolve(name), Map.of("format", "protomass.checkpoint"), tensors);
  }

  private static List<Tensor> centers(NDList centers) {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < CENTER_NAMES.size(); i++) {
      float[] values = Torch.floats(centers.get(i));
      tensors.add(Tensor.of(CENTER_NAMES.get(i), values, 1, values.length));
    }
    return tensors;
  }

  private static Map<String, String> checksums(Path folder) throws IOException {
    Map<String, String> checksums = new TreeMap<>();
    try (var files = Files.list(folder)) {
      files.forEach(file -> checksums.put(file.getFileName().toString(), Checksum.sha256(file)));
    }
    return checksums;
  }
}
