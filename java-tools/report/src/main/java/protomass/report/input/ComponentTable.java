package protomass.report.input;

import java.util.Comparator;
import java.util.List;
import protomass.core.artefact.WhiteningHeader;
import protomass.core.catalogue.SplitBy;
import protomass.core.error.BadInputException;
import protomass.core.safetensors.SafetensorsFile;
import protomass.report.score.Model;

/**
 * The first two whitened principal components of a model's features, thinned evenly to at most
 * {@link #MAXIMUM_ROWS} rows.
 *
 * @param splitBy the split whose training rows the components were fitted on
 * @param totalRows rows in the file
 * @param totalComponents components in the file
 * @param varianceShares shares of components 1 and 2 in the variance of all components, 0 to 1
 */
public record ComponentTable(
    Model model,
    SplitBy splitBy,
    List<Row> rows,
    long totalRows,
    long totalComponents,
    List<Double> varianceShares,
    Origin origin)
    implements Comparable<ComponentTable> {
  /** More points than this hide each other and swell the page. */
  public static final int MAXIMUM_ROWS = 1500;

  private static final String MEND = "make it again with 'protomass whiten'";

  /**
   * One map.
   *
   * @param first component 1, in standard deviations of the training rows
   * @param second component 2
   * @param logMass log10 of the mass in Msun
   * @param isTest whether it is on the test side of the split
   */
  public record Row(double first, double second, double logMass, boolean isTest) {}

  public ComponentTable {
    rows = List.copyOf(rows);
    varianceShares = List.copyOf(varianceShares);
  }

  static ComponentTable read(NamedFile file) {
    try (SafetensorsFile tensors = SafetensorsFile.open(file.path())) {
      List<Long> shape = tensors.info(WhiteningHeader.WHITENED).shape();
      if (shape.size() != 2 || shape.get(1) < 2) {
        throw broken(file, "tensor 'whitened' has the shape " + shape + ", not (rows, 2 or more)");
      }
      double[] variance = tensors.doubles(WhiteningHeader.EXPLAINED_VARIANCE);
      double[] logMass = tensors.doubles(WhiteningHeader.LOG_MASS);
      long[] isTest = tensors.longs(WhiteningHeader.IS_TEST);
      if (variance.length != shape.get(1)
          || logMass.length != shape.get(0)
          || isTest.length != logMass.length) {
        throw broken(
            file,
            "tensors do not fit: whitened %s, explained_variance [%d], log_mass [%d], is_test [%d]"
                .formatted(shape, variance.length, logMass.length, isTest.length));
      }
      WhiteningHeader header = WhiteningHeader.of(tensors);
      return new ComponentTable(
          Model.of(header.model()),
          header.splitBy(),
          rows(tensors, logMass, isTest),
          shape.get(0),
          shape.get(1),
          shares(variance),
          new Origin(file.name(), header.provenance()));
    }
  }

  @Override
  public int compareTo(ComponentTable other) {
    return Comparator.comparing(ComponentTable::model)
        .thenComparing(ComponentTable::splitBy)
        .thenComparing(table -> table.origin().artefact())
        .compare(this, other);
  }

  private static List<Row> rows(SafetensorsFile tensors, double[] logMass, long[] isTest) {
    return java.util.Arrays.stream(Thinning.indices(logMass.length, MAXIMUM_ROWS))
        .mapToObj(
            row -> {
              double[] components = tensors.doubles(WhiteningHeader.WHITENED, row, 1);
              return new Row(components[0], components[1], logMass[row], isTest[row] != 0);
            })
        .toList();
  }

  private static List<Double> shares(double[] variance) {
    double total = java.util.Arrays.stream(variance).sum();
    return List.of(variance[0] / total, variance[1] / total);
  }

  private static BadInputException broken(NamedFile file, String fault) {
    return new BadInputException(file.path(), fault, MEND);
  }
}
