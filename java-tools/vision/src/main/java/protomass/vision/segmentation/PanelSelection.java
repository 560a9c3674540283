package protomass.vision.segmentation;

import java.util.Comparator;
import java.util.stream.IntStream;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.CatalogueRow;

/** Chooses the maps to show. */
final class PanelSelection {
  /** The rule in words. */
  static final String RULE =
      "test maps sorted by mass, then id; of n maps those at floor((i + 1/2) n / count), i from 0";

  private PanelSelection() {}

  /**
   * Chooses maps spread evenly over the ranks of mass.
   *
   * @param candidates rows of the catalogue
   * @param count how many; all when there are fewer
   * @return rows by ascending mass
   */
  static int[] rows(Catalogue catalogue, int[] candidates, int count) {
    int[] sorted =
        IntStream.of(candidates)
            .boxed()
            .sorted(
                Comparator.comparing(
                    row -> catalogue.rows().get(row),
                    Comparator.comparingDouble(CatalogueRow::massMsun)
                        .thenComparing(CatalogueRow::id)))
            .mapToInt(Integer::intValue)
            .toArray();
    int chosen = Math.min(count, sorted.length);
    return IntStream.range(0, chosen)
        .map(i -> sorted[(int) ((2L * i + 1) * sorted.length / (2L * chosen))])
        .toArray();
  }
}
