package protomass.vision.benchmark;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import protomass.core.json.Json;
import protomass.core.random.RandomStream;
import protomass.core.safetensors.SafetensorsWriter;
import protomass.core.safetensors.Tensor;
import protomass.vision.encoder.Encoder;
import protomass.vision.encoder.EncoderHeader;
import protomass.vision.encoder.EncoderInitialisation;
import protomass.vision.encoder.EncoderShape;
import protomass.vision.encoder.FeatureChoice;
import protomass.vision.encoder.ParallelEncoder;
import protomass.vision.encoder.Precision;
import protomass.vision.torch.Torch;

/**
 * Time of class tokens in float32 and bfloat16 against the reference, after comparing the tokens.
 */
@Command(name = "forward", mixinStandardHelpOptions = true)
final class ForwardBenchmark implements Callable<Integer> {
  private static final int SIDE = 224;
  private static final long SEED = 12;
  private static final FeatureChoice CLASS_TOKEN =
      new FeatureChoice(1, FeatureChoice.Pooling.CLASS);
  private static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);
  private static final List<Double> DEVIATION = List.of(0.229, 0.224, 0.225);

  @Option(names = "--size", description = "TINY or SMALL; both by default.")
  private ModelSize[] sizes = ModelSize.values();

  @Option(names = "--precision", description = "FLOAT32 or BFLOAT16; both by default.")
  private Precision[] precisions = Precision.values();

  @Option(names = "--threads", defaultValue = "2", description = "Threads of each side.")
  private int threads;

  @Option(names = "--batch", defaultValue = "16", description = "Pictures of 224 px at once.")
  private int batch;

  @Option(names = "--rounds", defaultValue = "4", description = "Rounds that count.")
  private int rounds;

  @Option(names = "--repetitions", defaultValue = "3", description = "Batches a round.")
  private int repetitions;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ForwardBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Torch.useThreads(threads);
    System.out.printf("forward, %d threads, %d pictures of %d px%n", threads, batch, SIDE);
    Path exchange = Files.createTempFile("protomass-forward", ".safetensors");
    try {
      for (ModelSize size : sizes) {
        measure(size, exchange);
      }
    } finally {
      Files.delete(exchange);
    }
    return 0;
  }

  private void measure(ModelSize size, Path exchange) {
    EncoderHeader header = new EncoderHeader(size.shape(SIDE), MEAN, DEVIATION);
    float[] pictures = pictures();
    write(exchange, header, pictures);
    Optional<PythonReference> reference = PythonReference.start(exchange, threads);
    try {
      reference.ifPresent(opponent -> System.out.println("reference: " + opponent.name()));
      for (Precision precision : precisions) {
        try (ParallelEncoder encoder =
            new ParallelEncoder(Encoder.random(header, 1, SEED).in(precision), threads)) {
          String name = precision.name().toLowerCase(Locale.ROOT);
          reference.ifPresent(
              opponent -> check(encoder, pictures, precision, opponent.ask("features " + name)));
          Duel.fight(
                  () -> encoder.features(pictures, batch, SIDE, CLASS_TOKEN),
                  reference,
                  "forward " + name,
                  rounds,
                  repetitions)
              .print(size.title() + " " + name, batch);
        }
      }
    } finally {
      reference.ifPresent(PythonReference::close);
    }
  }

  private float[] pictures() {
    RandomStream random = RandomStream.of(SEED, "pictures");
    float[] values = new float[batch * 3 * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return values;
  }

  private void write(Path exchange, EncoderHeader header, float[] pictures) {
    EncoderShape shape = header.shape();
    try (NDManager manager = Torch.newManager()) {
      List<Tensor> tensors =
          new ArrayList<>(
              EncoderInitialisation.random(manager, shape, 1, SEED).forFile("weights."));
      tensors.add(Tensor.of("pictures", pictures, batch, 3, SIDE, SIDE));
      tensors.add(Tensor.of("mean", floats(MEAN), 3));
      tensors.add(Tensor.of("deviation", floats(DEVIATION), 3));
      SafetensorsWriter.write(
          exchange, Map.of("settings", Json.line(ModelSize.settings(shape))), tensors);
    }
  }

  private static float[] floats(List<Double> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return floats;
  }

  private void check(
      ParallelEncoder encoder, float[] pictures, Precision precision, JsonNode answer) {
    JsonNode theirs = answer.get("features");
    double squares = 0;
    double sum = 0;
    float[] ours = encoder.features(pictures, batch, SIDE, CLASS_TOKEN);
    for (int i = 0; i < ours.length; i++) {
      double expected = theirs.get(i).asDouble();
      squares += (ours[i] - expected) * (ours[i] - expected);
      sum += expected * expected;
    }
    double difference = Math.sqrt(squares / sum);
    System.out.printf(
        Locale.ROOT, "class tokens differ by %.1e, root mean square, relative%n", difference);
    // bfloat16 keeps three digits, and the two sides round at other places.
    Difference.require("class tokens", difference, precision == Precision.FLOAT32 ? 1e-4 : 5e-2);
  }
}
