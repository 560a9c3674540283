package protomass.inference.split;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.CatalogueRow;
import protomass.core.catalogue.Normalisation;
import protomass.core.catalogue.NormalisationFit;
import protomass.core.catalogue.Split;
import protomass.core.catalogue.SplitBy;
import protomass.core.command.Needs;
import protomass.core.command.ProtomassCommand;
import protomass.core.command.StandardOptions;
import protomass.core.error.Bounds;
import protomass.core.error.ExitCodes;
import protomass.core.error.UsageException;
import protomass.core.file.Checksum;
import protomass.core.file.FilePatterns;
import protomass.core.file.OutputPlan;
import protomass.core.maps.Channel;
import protomass.core.maps.MapFile;
import protomass.core.maps.MapRow;
import protomass.core.maps.StarGroups;
import protomass.core.progress.Progress;
import protomass.core.provenance.Provenance;

/**
 * Lists all maps in a catalogue, splits them into training and test rows, fits the normalisation.
 */
@Command(
    name = "split",
    description = {
      "Lists the maps of all snapshots in one catalogue, splits them into training and test rows"
          + " and folds, and writes how maps are normalised, fitted on training rows only.",
      "Beside the catalogue stands " + Normalisation.FILE_NAME + "."
    })
@Needs
public final class SplitCommand implements ProtomassCommand {
  /** The fraction asked for and the fraction got may differ by this much without a warning. */
  private static final double UNREMARKABLE_DIFFERENCE = 0.05;

  @Mixin private StandardOptions standard;

  @Option(
      names = "--maps",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "FITS files of maps: names, or quoted patterns such as 'maps-*.fits' (** crosses"
              + " folders).")
  private List<String> maps;

  @Option(
      names = "--by",
      defaultValue = "star",
      paramLabel = "star|map|cloud",
      description =
          "What stays on one side: star (all maps of stars whose regions overlap: no gas is seen on"
              + " both sides), map (nothing: a random draw, as we assume that the study did), cloud (whole"
              + " simulations). Default: ${DEFAULT-VALUE}.")
  private SplitBy by;

  @Option(
      names = "--test-fraction",
      defaultValue = "0.25",
      paramLabel = "F",
      description =
          "Fraction of the maps to test on, between 0 and 1; met as nearly as whole groups allow."
              + " Default: ${DEFAULT-VALUE}.")
  private double testFraction;

  @Option(
      names = "--folds",
      defaultValue = "5",
      paramLabel = "N",
      description =
          "Folds for cross-validation over all maps, at least 2; fewer where there are fewer groups."
              + " Default: ${DEFAULT-VALUE}.")
  private int folds;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of the random draw. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The catalogue to write (CSV).")
  private Path out;

  @Override
  public OutputPlan outputs() {
    return OutputPlan.nothing().file("--out", out).file("--out", Normalisation.fileBeside(out));
  }

  @Override
  public Integer call() {
    requireOptions();
    List<Path> files = FilePatterns.find("--maps", maps);
    List<LocatedMap> located;
    try (Progress progress = standard.progress("read tables", files.size(), "files")) {
      located = MapIndex.read(files, progress);
    }
    Catalogue catalogue = new Catalogue(out, rows(located));
    Normalisation normalisation = fit(catalogue, located, files);
    normalisation.writeBeside(catalogue);
    catalogue.write();
    int test = catalogue.positions(Split.TEST).length;
    warnOfFolds(catalogue);
    warnOfFraction((double) test / located.size());
    standard.reportDone(out, "%d training and %d test maps".formatted(located.size() - test, test));
    return ExitCodes.DONE;
  }

  private void requireOptions() {
    Bounds.between("--test-fraction", testFraction, 0, 1);
    Bounds.atLeast("--folds", folds, 2);
  }

  private List<CatalogueRow> rows(List<LocatedMap> located) {
    StarGroups groups = StarGroups.of(located.stream().map(LocatedMap::row).toList());
    List<String> groupOfMap = located.stream().map(map -> group(map.row(), groups)).toList();
    GroupSplit split = GroupSplit.of(groupOfMap);
    requireTwo(split, located.size(), groupOfMap.getFirst());
    Set<String> test = split.chooseTest(testFraction, seed);
    Map<String, Integer> foldOfGroup = split.deal(folds, seed);
    Path folder = out.toAbsolutePath().normalize().getParent();
    return IntStream.range(0, located.size())
        .mapToObj(
            i ->
                row(
                    located.get(i),
                    folder,
                    test.contains(groupOfMap.get(i)) ? Split.TEST : Split.TRAIN,
                    foldOfGroup.get(groupOfMap.get(i)),
                    groups))
        .toList();
  }

  private String group(MapRow row, StarGroups groups) {
    return switch (by) {
      case STAR -> groups.nameOf(row);
      case MAP -> row.id();
      case CLOUD -> row.cloud();
    };
  }

  private void requireTwo(GroupSplit split, int mapCount, String only) {
    if (split.count() >= 2) {
      return;
    }
    switch (by) {
      case STAR ->
          throw new UsageException(
              "--by star cannot split the %d maps: they form one group of overlapping stars, %s"
                  .formatted(mapCount, only),
              "add maps of other stars, or use --by map");
      case CLOUD ->
          throw new UsageException(
              "--by cloud cannot split the %d maps: all are of the cloud %s"
                  .formatted(mapCount, only),
              "add maps of another cloud, or use --by star");
      case MAP ->
          throw new UsageException("--by map cannot split a single map, " + only, "add more maps");
    }
  }

  private static CatalogueRow row(
      LocatedMap map, Path folder, Split split, int fold, StarGroups groups) {
    MapRow row = map.row();
    return new CatalogueRow(
        row.id(),
        relativeName(folder, map.file()),
        map.index(),
        row.snapshot(),
        row.star(),
        row.lineOfSight(),
        row.massMsun(),
        row.ageYr(),
        split,
        fold,
        row.cloud(),
        groups.nameOf(row));
  }

  private static String relativeName(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private Normalisation fit(Catalogue catalogue, List<LocatedMap> located, List<Path> files) {
    int[] training = catalogue.positions(Split.TRAIN);
    NormalisationFit fit = new NormalisationFit();
    try (Progress progress = standard.progress("fit ranges", training.length, "maps")) {
      addAll(fit, located, training, progress);
    }
    double[] logMasses =
        IntStream.of(training).mapToDouble(i -> catalogue.rows().get(i).logMass()).toArray();
    Normalisation normalisation =
        fit.finish(by, logMasses, located.get(training[0]).file(), provenance(files));
    warnOfPixels(fit);
    return normalisation;
  }

  private static void addAll(
      NormalisationFit fit, List<LocatedMap> located, int[] training, Progress progress) {
    MapFile open = null;
    try {
      for (int position : training) {
        LocatedMap map = located.get(position);
        if (open == null || !open.path().equals(map.file())) {
          if (open != null) {
            open.close();
          }
          // The index compared it with its checksums.
          open = MapFile.openChecked(map.file());
        }
        fit.add(open.map(map.index()));
        progress.advance(1);
      }
    } finally {
      if (open != null) {
        open.close();
      }
    }
  }

  private Provenance provenance(List<Path> files) {
    Path folder = out.toAbsolutePath().normalize().getParent();
    Map<String, String> inputs = new TreeMap<>();
    files.forEach(file -> inputs.put(relativeName(folder, file), Checksum.sha256(file)));
    Provenance base = standard.provenance(seed);
    return new Provenance(base.version(), base.commandLine(), base.seed(), inputs);
  }

  private void warnOfPixels(NormalisationFit fit) {
    if (fit.pixelsLeftOut() > 0) {
      standard.warn(
          fit.pixelsLeftOut()
              + " pixels of training maps are not finite or have no logarithm; they count as 0"
              + " after normalisation");
    }
    for (Channel channel : Channel.values()) {
      if (fit.isConstant(channel)) {
        standard.warn(channel + " is constant over all training maps; it is 0 everywhere");
      }
    }
  }

  private void warnOfFolds(Catalogue catalogue) {
    long used = catalogue.rows().stream().mapToInt(CatalogueRow::fold).distinct().count();
    if (used < folds) {
      standard.warn(
          "--folds %d: there are only %d groups to split by %s, so %d folds are used"
              .formatted(folds, used, by.word(), used));
    }
  }

  private void warnOfFraction(double fraction) {
    if (Math.abs(fraction - testFraction) > UNREMARKABLE_DIFFERENCE) {
      standard.warn(
          String.format(
              Locale.ROOT,
              "the test side holds %.0f %% of the maps, not %.0f %%: --by %s keeps its groups whole",
              100 * fraction,
              100 * testFraction,
              by.word()));
    }
  }
}
