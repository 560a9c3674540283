package protomass.vision.embedding;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import protomass.core.artefact.EmbeddingHeader;
import protomass.core.command.Needs;
import protomass.core.command.ProtomassCommand;
import protomass.core.command.StandardOptions;
import protomass.core.cost.CostFile;
import protomass.core.cost.CostUnit;
import protomass.core.error.Bounds;
import protomass.core.error.ExitCodes;
import protomass.core.error.UsageException;
import protomass.core.file.OutputPlan;
import protomass.core.maps.Channel;
import protomass.core.progress.Progress;
import protomass.core.safetensors.SafetensorsWriter;
import protomass.core.safetensors.Tensor;
import protomass.core.safetensors.TensorInfo;
import protomass.core.safetensors.TensorType;
import protomass.vision.encoder.EncoderShape;
import protomass.vision.encoder.FeatureChoice;
import protomass.vision.encoder.FeatureChoice.Pooling;
import protomass.vision.encoder.ParallelEncoder;
import protomass.vision.encoder.Precision;
import protomass.vision.recipe.EncoderOption;
import protomass.vision.recipe.EncoderSource;
import protomass.vision.torch.EngineOptions;

/** Embeds every map of a catalogue, or plain arrays, with a frozen encoder. */
@Command(
    name = "embed",
    description = {
      "Embeds every map of a catalogue, or plain arrays, with a frozen encoder.",
      "Writes safetensors: class_token (maps, width) float32 in the order of the catalogue or of the"
          + " arrays, named embedding with other --pooling or --layers; with --patch-tokens also"
          + " patch_tokens (maps, patches, width)."
    })
@Needs(torch = true, kernels = true, gpu = true, heapPercent = 40)
public final class EmbedCommand implements ProtomassCommand {
  @Mixin private StandardOptions standard;

  @ArgGroup(multiplicity = "1")
  private PictureOptions input;

  @Mixin private EncoderOption encoder;
  @Mixin private EngineOptions engine;

  @Option(
      names = "--pooling",
      paramLabel = "WHICH",
      defaultValue = "class",
      converter = PoolingConverter.class,
      description =
          "class, patch-mean or both: the tokens that make an embedding (default:"
              + " ${DEFAULT-VALUE}).")
  private Pooling pooling;

  @Option(
      names = "--layers",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Last blocks whose tokens are concatenated, each through the final norm (default:"
              + " ${DEFAULT-VALUE}).")
  private int layers;

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      defaultValue = "float32",
      description = "float32 or bfloat16, to compute in (default: ${DEFAULT-VALUE}).")
  private Precision precision;

  @Option(
      names = "--only",
      paramLabel = "CHANNEL",
      converter = ChannelConverter.class,
      description =
          "column-density, velocity or dispersion: show the encoder this channel alone, the others"
              + " being 0 everywhere, as where there is no gas. Default: all three.")
  private Channel only;

  @Option(
      names = "--patch-tokens",
      description =
          "Write patch tokens too; they take as many times the space as there are patches.")
  private boolean patchTokens;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "32",
      description =
          "Maps that a GPU encodes together (default: ${DEFAULT-VALUE}). On processors each thread"
              + " takes eight at a time.")
  private int batchSize;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Safetensors file to write.")
  private Path out;

  private final CostFile cost = new CostFile();

  @Override
  public OutputPlan outputs() {
    return cost.addTo(OutputPlan.nothing().file("--out", out));
  }

  @Override
  public Integer call() {
    Bounds.atLeast("--batch-size", batchSize, 1);
    engine.apply();
    EncoderSource source = encoder.source();
    try (Pictures pictures = input.open();
        ParallelEncoder opened =
            new ParallelEncoder(source.open().in(precision), engine.threads())) {
      Bounds.within("--layers", layers, 1, opened.shape().depth());
      FeatureChoice choice = new FeatureChoice(layers, pooling);
      requireFitting(pictures, opened.shape());
      EmbeddingHeader header = pictures.header(source.addTo(standard.provenance(null)));
      SafetensorsWriter.write(out, header.metadata(), tensors(opened, pictures, choice));
      int passes = patchTokens ? 2 : 1;
      cost.write(
          CostUnit.EMBEDDED_MAP,
          pictures.count(),
          OptionalDouble.of(
              (double) pictures.count()
                  * passes
                  * opened.shape().operations().forward(pictures.height(), pictures.width())),
          engine.gpus());
      standard.reportDone(
          out,
          "%d embeddings of width %d".formatted(pictures.count(), choice.width(opened.shape())));
    }
    return ExitCodes.DONE;
  }

  private void requireFitting(Pictures pictures, EncoderShape shape) {
    if (only != null && pictures.channels() != Channel.values().length) {
      throw new UsageException(
          "--only is for maps, and these %ss have %d channels"
              .formatted(pictures.kind(), pictures.channels()),
          "leave it out");
    }
    if (pictures.channels() != shape.channels()) {
      throw pictures.fault(
          "has %ss of %d channels, the encoder takes %d"
              .formatted(pictures.kind(), pictures.channels(), shape.channels()),
          "give an encoder that was trained on as many channels");
    }
    int patch = shape.patchSize();
    if (pictures.height() % patch != 0 || pictures.width() % patch != 0) {
      String size =
          pictures.height() == pictures.width()
              ? String.valueOf(pictures.height())
              : pictures.height() + " x " + pictures.width();
      throw pictures.fault(
          "has %ss of %s pixels, which patches of %d do not tile"
              .formatted(pictures.kind(), size, patch),
          "give %ss of a size that is a multiple of the patch size".formatted(pictures.kind()));
    }
  }

  private List<Tensor> tensors(ParallelEncoder opened, Pictures pictures, FeatureChoice choice) {
    int count = pictures.count();
    int height = pictures.height();
    int width = pictures.width();
    EncoderShape shape = opened.shape();
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(
        new Tensor(
            TensorInfo.of(
                choice.isClassTokenAlone()
                    ? EmbeddingHeader.CLASS_TOKEN
                    : EmbeddingHeader.EMBEDDING,
                TensorType.F32,
                count,
                choice.width(shape)),
            encoding(
                pictures, opened, (batch, n) -> opened.features(batch, n, height, width, choice))));
    if (patchTokens) {
      // A second pass over the pictures, so that no more than a batch of tokens is ever held.
      tensors.add(
          new Tensor(
              TensorInfo.of(
                  EmbeddingHeader.PATCH_TOKENS,
                  TensorType.F32,
                  count,
                  shape.patches(height, width),
                  shape.width()),
              encoding(
                  pictures, opened, (batch, n) -> opened.patchTokens(batch, n, height, width))));
    }
    return tensors;
  }

  /** A map as the encoder sees it: of all its channels, or of one alone. */
  private void leaveOutOthers(float[] map) {
    Channel[] channels = Channel.values();
    int pixels = map.length / channels.length;
    for (int c = 0; c < channels.length; c++) {
      if (channels[c] != only) {
        Arrays.fill(map, c * pixels, (c + 1) * pixels, 0);
      }
    }
  }

  /** What is taken of a batch of pictures. */
  @FunctionalInterface
  private interface BatchFeatures {
    float[] of(float[] pictures, int count);
  }

  private static void requireFinite(Pictures pictures, float[] features, int width, int first) {
    for (int i = 0; i < features.length; i++) {
      if (!Float.isFinite(features[i])) {
        throw pictures.fault(
            "%s has the feature %s".formatted(pictures.name(first + i / width), features[i]),
            "check its pixels and the encoder's weights");
      }
    }
  }

  private Tensor.Content encoding(
      Pictures pictures, ParallelEncoder opened, BatchFeatures features) {
    int count = pictures.count();
    return sink -> {
      try (Progress progress = standard.progress("embed", count, pictures.kind() + "s")) {
        int most = opened.batch(batchSize);
        for (int first = 0; first < count; first += most) {
          int batch = Math.min(most, count - first);
          float[] found = features.of(together(pictures, first, batch), batch);
          requireFinite(pictures, found, found.length / batch, first);
          sink.put(found);
          progress.advance(batch);
        }
      }
    };
  }

  private float[] together(Pictures pictures, int first, int count) {
    int length = pictures.channels() * pictures.height() * pictures.width();
    float[] batch = new float[Math.multiplyExact(count, length)];
    for (int i = 0; i < count; i++) {
      float[] picture = pictures.picture(first + i);
      if (picture.length != length) {
        throw pictures.fault(
            "%s has %d values in all, others have %d"
                .formatted(pictures.name(first + i), picture.length, length),
            "project all snapshots with one --map-size");
      }
      if (only != null) {
        leaveOutOthers(picture);
      }
      System.arraycopy(picture, 0, batch, i * length, length);
    }
    return batch;
  }
}
