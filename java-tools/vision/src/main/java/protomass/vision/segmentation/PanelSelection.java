package protomass.vision.segmentation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.CatalogueRow;

/** Chooses the maps to show. */
final class PanelSelection {
  /** The rule in words. */
  static final String RULE =
      "test maps sorted by mass, then id, and cut into as many equal runs as maps are shown; of each"
          + " run, of the star shown least so far, the map nearest the run's middle";

  private PanelSelection() {}

  /**
   * Chooses maps spread evenly over the ranks of mass, of as many stars as there are.
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
    Map<String, Integer> shown = new HashMap<>();
    return IntStream.range(0, chosen)
        .map(
            run -> {
              int row = ofLeastShown(catalogue, sorted, run, chosen, shown);
              shown.merge(star(catalogue, row), 1, Integer::sum);
              return row;
            })
        .toArray();
  }

  private static int ofLeastShown(
      Catalogue catalogue, int[] sorted, int run, int runs, Map<String, Integer> shown) {
    int from = (int) ((long) run * sorted.length / runs);
    int to = (int) ((run + 1L) * sorted.length / runs);
    int middle = (int) ((2L * run + 1) * sorted.length / (2L * runs));
    return IntStream.range(from, to)
        .boxed()
        .min(
            Comparator.<Integer>comparingInt(
                    place -> shown.getOrDefault(star(catalogue, sorted[place]), 0))
                .thenComparingInt(place -> Math.abs(place - middle)))
        .map(place -> sorted[place])
        .orElseThrow();
  }

  private static String star(Catalogue catalogue, int row) {
    CatalogueRow map = catalogue.rows().get(row);
    return map.cloud() + " " + map.star();
  }
}
