package protomass.vision.segmentation;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import protomass.core.artefact.Segmentation;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.Normalisation;
import protomass.core.catalogue.NormalisedMaps;
import protomass.core.command.Needs;
import protomass.core.command.ProtomassCommand;
import protomass.core.command.StandardOptions;
import protomass.core.error.Bounds;
import protomass.core.error.ExitCodes;
import protomass.core.error.UsageException;
import protomass.core.file.AtomicOutput;
import protomass.core.file.OutputPlan;
import protomass.core.json.Json;
import protomass.core.maps.Channel;
import protomass.core.progress.Progress;
import protomass.core.provenance.Provenance;
import protomass.vision.encoder.ParallelEncoder;
import protomass.vision.encoder.PatchEncoder;
import protomass.vision.recipe.EncoderOption;
import protomass.vision.recipe.EncoderSource;
import protomass.vision.torch.EngineOptions;

/** Shows what a frozen encoder tells apart: the first components of its patch tokens as colours. */
@Command(
    name = "segment",
    description = {
      "Paint test maps beside the first three principal components of their patch tokens.",
      "The components are fitted on patch tokens of at most 256 training maps; each is shown from"
          + " its 1st to its 99th percentile there, the first as red, the second as green, the third"
          + " as blue. Each grows with the column density: its correlation with it over the fitted"
          + " tokens is not negative. A picture has four panels: column density (logarithmic), line-of-sight"
          + " velocity (about that of the gas as a whole), velocity dispersion, components.",
      "Maps shown: " + PanelSelection.RULE + "."
    })
@Needs(torch = true, kernels = true, gpu = true, heapPercent = 40)
public final class SegmentCommand implements ProtomassCommand {
  private static final int MAXIMUM_COUNT = 10_000;

  @Mixin private StandardOptions standard;
  @Mixin private EncoderOption encoder;
  @Mixin private EngineOptions engine;

  @Option(
      names = "--catalogue",
      paramLabel = "FILE",
      description =
          "Catalogue written by 'protomass split': components are fitted to its training maps, its"
              + " test maps are shown. Without it all maps of --maps serve for both.")
  private Path cataloguePath;

  @Option(
      names = "--maps",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "FITS files of maps; with --catalogue, show only test maps of these (default: of all).")
  private List<Path> mapFiles = List.of();

  @Option(
      names = "--count",
      defaultValue = "8",
      paramLabel = "N",
      description = "How many maps to show, at most (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--upsample",
      defaultValue = TokenGrid.AUTOMATIC,
      paramLabel = "K",
      description =
          "Upsample maps K times, bilinearly, before they are encoded, so that a token sees less of"
              + " the map. auto: the least K for 16 x 16 tokens, with at most 512 pixels along a"
              + " side (default: ${DEFAULT-VALUE}).")
  private String upsample;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Seed for drawing training maps and tokens to fit to (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder to write: a PNG per map and "
              + Segmentation.FILE_NAME
              + ". An earlier one is replaced.")
  private Path out;

  private final BiFunction<EncoderSource, Integer, PatchEncoder> opener;

  public SegmentCommand() {
    this((source, threads) -> new ParallelEncoder(source.open(), threads));
  }

  /**
   * @param opener opens an encoder for a number of threads
   */
  SegmentCommand(BiFunction<EncoderSource, Integer, PatchEncoder> opener) {
    this.opener = opener;
  }

  @Override
  public OutputPlan outputs() {
    return OutputPlan.nothing().folder("--out", out, Segmentation.KIND);
  }

  @Override
  public Integer call() {
    checkOptions();
    EncoderSource source = encoder.source();
    MapSelection selection =
        cataloguePath == null
            ? MapSelection.ofFiles(mapFiles)
            : MapSelection.ofCatalogue(cataloguePath, mapFiles);
    Catalogue catalogue = selection.catalogue();
    int[] shown = PanelSelection.rows(catalogue, selection.candidates(), count);
    Provenance provenance = provenance(source);
    engine.apply();
    try (PatchEncoder opened = opener.apply(source, engine.threads());
        NormalisedMaps maps = new NormalisedMaps(catalogue, selection.normalisation())) {
      checkChannels(opened);
      TokenGrid grid = TokenGrid.of(maps.size(), opened.patchSize(), upsample);
      MapTokens tokens = new MapTokens(catalogue, maps, opened, grid);
      int[] fitted = TokenSample.rows(selection.fitted(), seed);
      TokenSample sample = sample(tokens, fitted);
      ComponentMeaning meaning =
          ComponentMeaning.of(PrincipalComponents.fit(sample, ComponentColours.COLOURS), sample);
      PrincipalComponents components = meaning.components();
      ComponentColours colours = ComponentColours.fit(components, sample);
      AtomicOutput.folder(
          out,
          Segmentation.KIND,
          folder -> {
            var pictures = new PictureFolder(folder, catalogue, maps, tokens, colours);
            Segmentation segmentation =
                new Segmentation(
                    paint(pictures, shown),
                    components.varianceRatios(),
                    meaning.correlations(),
                    name(source),
                    grid.factor(),
                    grid.side(),
                    fitted.length,
                    sample.count(),
                    PanelSelection.RULE,
                    provenance);
            Json.write(folder.resolve(Segmentation.FILE_NAME), segmentation);
          });
      report(shown.length, components);
    }
    return ExitCodes.DONE;
  }

  private void checkOptions() {
    if (cataloguePath == null && mapFiles.isEmpty()) {
      throw new UsageException("neither --catalogue nor --maps is given", "give one or both");
    }
    Bounds.within("--count", count, 1, MAXIMUM_COUNT);
  }

  private Provenance provenance(EncoderSource source) {
    Provenance provenance = source.addTo(standard.provenance(seed));
    if (cataloguePath == null) {
      for (Path file : mapFiles) {
        provenance = provenance.withInput(file);
      }
      return provenance;
    }
    return provenance
        .withInput(cataloguePath)
        .withInput(cataloguePath.toAbsolutePath().resolveSibling(Normalisation.FILE_NAME));
  }

  private void checkChannels(PatchEncoder opened) {
    int channels = Channel.values().length;
    if (opened.channels() != channels || opened.width() < ComponentColours.COLOURS) {
      throw new UsageException(
          "--encoder %s takes %d channels and has tokens of width %d"
              .formatted(encoder.text(), opened.channels(), opened.width()),
          "give an encoder of %d channels and a width of at least %d"
              .formatted(channels, ComponentColours.COLOURS));
    }
  }

  private TokenSample sample(MapTokens tokens, int[] fitted) {
    try (Progress progress = standard.progress("fit", fitted.length, "maps")) {
      return TokenSample.draw(tokens, fitted, seed, progress);
    }
  }

  private List<Segmentation.Panel> paint(PictureFolder pictures, int[] shown) {
    try (Progress progress = standard.progress("paint", shown.length, "maps")) {
      return pictures.paint(shown, progress);
    }
  }

  /** What the encoder is, without the folders of this machine. */
  private static String name(EncoderSource source) {
    return switch (source) {
      case EncoderSource.Weights(Path file) -> file.getFileName().toString();
      case EncoderSource.Random(Path recipe, long randomSeed) ->
          "random:%s:%d".formatted(recipe.getFileName(), randomSeed);
    };
  }

  private void report(int pictures, PrincipalComponents components) {
    double explained = components.varianceRatios().stream().mapToDouble(Double::doubleValue).sum();
    standard.reportDone(
        out,
        String.format(
            Locale.ROOT,
            "%d pictures, three components hold %.0f %% of the variance",
            pictures,
            100 * explained));
  }
}
