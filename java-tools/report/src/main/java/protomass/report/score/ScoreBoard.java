package protomass.report.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import protomass.core.catalogue.SplitBy;

/** All scores of a run, by model and by split. */
public final class ScoreBoard {
  private final List<ScoredModel> entries;

  /**
   * @param entries at most one per model and split
   */
  public ScoreBoard(Collection<ScoredModel> entries) {
    List<ScoredModel> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(ScoredModel::splitBy).thenComparing(ScoredModel::model));
    this.entries = List.copyOf(sorted);
  }

  /** All entries, by split, then in the order of the table. */
  public List<ScoredModel> entries() {
    return entries;
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The splits for which there is any score: by star, by map, by cloud. */
  public List<SplitBy> splits() {
    return Arrays.stream(SplitBy.values()).filter(split -> !of(split).isEmpty()).toList();
  }

  /** All models with any score, in the order of the table. */
  public List<Model> models() {
    return entries.stream().map(ScoredModel::model).distinct().sorted().toList();
  }

  /** The entries of one split in the order of the table. */
  public List<ScoredModel> of(SplitBy split) {
    return entries.stream().filter(entry -> entry.splitBy() == split).toList();
  }

  public Optional<ScoredModel> find(Model model, SplitBy split) {
    return of(split).stream().filter(entry -> entry.model().equals(model)).findFirst();
  }

  /** The model with the highest finite R² among those asked for; the first of equals. */
  public Optional<ScoredModel> best(SplitBy split, Predicate<Model> among) {
    ScoredModel best = null;
    for (ScoredModel entry : of(split)) {
      if (among.test(entry.model())
          && Double.isFinite(entry.r2())
          && (best == null || entry.r2() > best.r2())) {
        best = entry;
      }
    }
    return Optional.ofNullable(best);
  }
}
