package protomass.vision.embedding;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import protomass.core.artefact.EmbeddingHeader;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.CatalogueOption;
import protomass.core.catalogue.NormalisedMaps;
import protomass.core.command.Needs;
import protomass.core.command.ProtomassCommand;
import protomass.core.command.StandardOptions;
import protomass.core.error.BadInputException;
import protomass.core.error.Bounds;
import protomass.core.error.ExitCodes;
import protomass.core.file.Checksum;
import protomass.core.file.OutputPlan;
import protomass.core.maps.Channel;
import protomass.core.progress.Progress;
import protomass.core.provenance.Provenance;
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

/** Embeds every map of a catalogue with a frozen encoder. */
@Command(
    name = "embed",
    description = {
      "Embeds every map of a catalogue with a frozen encoder.",
      "Writes safetensors: class_token (maps, width) float32 in the order of the catalogue, named"
          + " embedding with other --pooling or --layers; with --patch-tokens also patch_tokens"
          + " (maps, patches, width)."
    })
@Needs(torch = true, kernels = true, gpu = true, heapPercent = 40)
public final class EmbedCommand implements ProtomassCommand {
  @Mixin private StandardOptions standard;
  @Mixin private CatalogueOption catalogueOption;
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
          "Last blocks whose tokens are strung together, each through the final norm (default:"
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
      description = "Write patch tokens too; they take patches times the room.")
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

  private Catalogue catalogue;

  @Override
  public OutputPlan outputs() {
    return OutputPlan.nothing().file("--out", out);
  }

  @Override
  public Integer call() {
    Bounds.atLeast("--batch-size", batchSize, 1);
    engine.apply();
    EncoderSource source = encoder.source();
    catalogue = catalogueOption.read();
    try (ParallelEncoder opened =
            new ParallelEncoder(source.open().in(precision), engine.threads());
        NormalisedMaps normalised = NormalisedMaps.of(catalogue)) {
      Bounds.within("--layers", layers, 1, opened.shape().depth());
      FeatureChoice choice = new FeatureChoice(layers, pooling);
      int size = checkedSize(normalised, opened);
      SafetensorsWriter.write(out, metadata(source), tensors(opened, normalised, size, choice));
      standard.reportDone(
          out,
          "%d embeddings of width %d"
              .formatted(catalogue.rows().size(), choice.width(opened.shape())));
    }
    return ExitCodes.DONE;
  }

  private int checkedSize(NormalisedMaps maps, ParallelEncoder opened) {
    int size = maps.size();
    int patch = opened.shape().patchSize();
    if (size % patch != 0) {
      throw new BadInputException(
          catalogueOption.path(),
          "has maps of %d pixels, which patches of %d do not tile".formatted(size, patch),
          "project maps of a size that is a multiple of the patch size");
    }
    return size;
  }

  private Map<String, String> metadata(EncoderSource source) {
    Provenance provenance =
        source.addTo(standard.provenance(null)).withInput(catalogueOption.path());
    return new EmbeddingHeader(Checksum.sha256(catalogueOption.path()), provenance).metadata();
  }

  private List<Tensor> tensors(
      ParallelEncoder opened, NormalisedMaps maps, int size, FeatureChoice choice) {
    int count = maps.count();
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
            encoding(maps, opened, size, (batch, n) -> opened.features(batch, n, size, choice))));
    if (patchTokens) {
      // A second pass over the maps, so that no more than a batch of tokens is ever held.
      tensors.add(
          new Tensor(
              TensorInfo.of(
                  EmbeddingHeader.PATCH_TOKENS,
                  TensorType.F32,
                  count,
                  shape.patches(size),
                  shape.width()),
              encoding(maps, opened, size, (batch, n) -> opened.patchTokens(batch, n, size))));
    }
    return tensors;
  }

  /** The map as the encoder sees it. */
  private float[] shown(NormalisedMaps maps, int row) {
    float[] map = maps.normalised(row);
    if (only != null) {
      Channel[] channels = Channel.values();
      int pixels = map.length / channels.length;
      for (int c = 0; c < channels.length; c++) {
        if (channels[c] != only) {
          Arrays.fill(map, c * pixels, (c + 1) * pixels, 0);
        }
      }
    }
    return map;
  }

  /** What is taken of a batch of pictures. */
  @FunctionalInterface
  private interface BatchFeatures {
    float[] of(float[] pictures, int count);
  }

  private void requireFinite(float[] features, int width, int first) {
    for (int i = 0; i < features.length; i++) {
      if (!Float.isFinite(features[i])) {
        throw new BadInputException(
            catalogueOption.path(),
            "map %s has the feature %s"
                .formatted(catalogue.rows().get(first + i / width).id(), features[i]),
            "check its pixels and the encoder's weights");
      }
    }
  }

  private Tensor.Content encoding(
      NormalisedMaps maps, ParallelEncoder opened, int size, BatchFeatures features) {
    int count = maps.count();
    int length = opened.shape().channels() * size * size;
    return sink -> {
      try (Progress progress = standard.progress("embed", count, "maps")) {
        int most = opened.batch(batchSize);
        for (int first = 0; first < count; first += most) {
          int batch = Math.min(most, count - first);
          float[] pictures = new float[batch * length];
          for (int i = 0; i < batch; i++) {
            System.arraycopy(shown(maps, first + i), 0, pictures, i * length, length);
          }
          float[] found = features.of(pictures, batch);
          requireFinite(found, found.length / batch, first);
          sink.put(found);
          progress.advance(batch);
        }
      }
    };
  }
}
