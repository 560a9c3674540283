package protomass.vision.training;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import protomass.core.command.Needs;
import protomass.core.command.ProtomassCommand;
import protomass.core.command.StandardOptions;
import protomass.core.error.ExitCodes;
import protomass.core.file.OutputPlan;
import protomass.core.safetensors.SafetensorsFile;
import protomass.core.safetensors.SafetensorsWriter;
import protomass.vision.network.Network;
import protomass.vision.recipe.Recipe;
import protomass.vision.torch.Torch;

/** Takes the encoder out of a checkpoint. */
@Command(
    name = "export",
    description = {
      "Takes the encoder out of a checkpoint.",
      "Writes safetensors under the names of the official DinoVisionTransformer, with the shape and"
          + " the input's mean and deviation in the metadata."
    })
@Needs(torch = true)
public final class ExportCommand implements ProtomassCommand {
  /** Which of the two networks is exported. */
  public enum Side {
    /** The moving average, which the official evaluations use. */
    TEACHER,
    /** The network that gradients change. */
    STUDENT
  }

  @Mixin private StandardOptions standard;

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "FOLDER",
      description = "Checkpoint written by 'pretrain'.")
  private Path checkpoint;

  @Option(
      names = "--side",
      paramLabel = "SIDE",
      defaultValue = "teacher",
      description = "teacher or student (default: ${DEFAULT-VALUE}).")
  private Side side;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Safetensors file to write.")
  private Path out;

  @Override
  public OutputPlan outputs() {
    return OutputPlan.nothing().file("--out", out);
  }

  @Override
  public Integer call() {
    Checkpoint opened = Checkpoint.open(checkpoint);
    Recipe recipe = opened.recipe();
    String name = side == Side.TEACHER ? Checkpoint.TEACHER : Checkpoint.STUDENT;
    Map<String, String> metadata =
        standard
            .provenance(opened.state().seed())
            .withInput(name, opened.state().files().get(name))
            .asText();
    metadata.put("recipe_sha256", opened.state().recipeHash());
    metadata.put("iteration", String.valueOf(opened.state().iteration()));
    metadata.putAll(recipe.encoderHeader().metadata());
    try (NDManager manager = Torch.newManager();
        SafetensorsFile file = SafetensorsFile.openChecked(checkpoint.resolve(name))) {
      Network network = Network.read(manager, recipe.networkShape(), file, "");
      SafetensorsWriter.write(out, metadata, network.backbone().forFile(""));
    }
    standard.reportDone(
        out,
        "%s after %d iterations, width %d, %d blocks"
            .formatted(
                name,
                opened.state().iteration(),
                recipe.encoder().width(),
                recipe.encoder().depth()));
    return ExitCodes.DONE;
  }
}
