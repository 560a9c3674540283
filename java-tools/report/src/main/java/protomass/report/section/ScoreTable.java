package protomass.report.section;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import protomass.core.catalogue.SplitBy;
import protomass.core.score.Scores;
import protomass.core.score.Scores.Interval;
import protomass.report.score.Model;
import protomass.report.score.Numbers;
import protomass.report.score.PublishedScores;
import protomass.report.score.ScoreBoard;
import protomass.report.score.ScoredModel;

/**
 * Table 1 of the study: a column per method, the controls beside them, a block of rows per split.
 *
 * @param groups headings above the columns
 * @param columns the models
 * @param blocks the study's own numbers, then one block per split
 * @param notes why a dash stands where it stands
 */
public record ScoreTable(
    List<Group> groups, List<Model> columns, List<Block> blocks, List<Note> notes) {
  /** A heading over neighbouring columns. */
  public record Group(String title, int span) {}

  /**
   * Rows under a common heading.
   *
   * @param detail what is said beside the heading: rows and groups tested
   * @param published whether the numbers are the study's and not this run's
   */
  public record Block(String title, String detail, boolean published, List<Row> rows) {}

  /**
   * A quantity for all models.
   *
   * @param mark the letter of the note that explains the quantity, or empty
   */
  public record Row(String label, String mark, List<Cell> cells) {}

  /**
   * A number.
   *
   * @param interval its 95 per cent interval, or empty
   * @param mark the letter of the note that explains a dash, or empty
   * @param best whether it is the best of its row
   */
  public record Cell(String value, String interval, String mark, boolean best) {}

  /** An explanation below the table. */
  public record Note(String mark, String text) {}

  private static final String NO_SCORES = "no scores of this model for this split were found";
  private static final String RANGE =
      "the range is that of log10 mass over the training maps of the split";

  private static final List<Model> ALWAYS =
      List.of(
          Model.RESNET_UNTRAINED,
          Model.RESNET_TRAINED,
          Model.VIT_RANDOM,
          Model.VIT_PRETRAINED,
          Model.VIT_PRETRAINED_WHITENED,
          Model.PIXELS,
          Model.MEAN_COLUMN_DENSITY);

  /** Lays out the scores. */
  static ScoreTable of(ScoreBoard board) {
    return new Builder(board).build();
  }

  private static final class Builder {
    private final ScoreBoard board;
    private final List<Model> columns;
    private final Map<String, String> marks = new LinkedHashMap<>();

    Builder(ScoreBoard board) {
      this.board = board;
      List<Model> all = new ArrayList<>(ALWAYS);
      board.models().stream().filter(model -> !ALWAYS.contains(model)).forEach(all::add);
      this.columns = all.stream().sorted().toList();
    }

    ScoreTable build() {
      List<Block> blocks = new ArrayList<>();
      blocks.add(published());
      blocks.add(block(SplitBy.STAR));
      blocks.add(block(SplitBy.MAP));
      if (board.splits().contains(SplitBy.CLOUD)) {
        blocks.add(block(SplitBy.CLOUD));
      }
      List<Note> notes =
          marks.entrySet().stream().map(note -> new Note(note.getValue(), note.getKey())).toList();
      return new ScoreTable(groups(), columns, blocks, notes);
    }

    private List<Group> groups() {
      Map<Model.Family, Integer> spans = new LinkedHashMap<>();
      columns.forEach(model -> spans.merge(model.family(), 1, Integer::sum));
      return spans.entrySet().stream()
          .map(span -> new Group(span.getKey().title(), span.getValue()))
          .toList();
    }

    private Block published() {
      return new Block(
          "The study, on its own data",
          "32,000 snapshots; it does not say how they were split, we assume at random by map: not comparable one to one",
          true,
          List.of(
              new Row("R²", mark(inconsistency()), publishedCells(PublishedScores::r2)),
              new Row("RMSE", mark(unit()), publishedCells(PublishedScores::rmse))));
    }

    private List<Cell> publishedCells(Function<PublishedScores, String> value) {
      return columns.stream()
          .map(
              model ->
                  PublishedScores.of(model)
                      .map(scores -> new Cell(value.apply(scores), "", "", false))
                      .orElseGet(() -> absent("not in the study’s table")))
          .toList();
    }

    private Block block(SplitBy split) {
      return new Block(
          "Split by " + split.word(),
          tested(split),
          false,
          List.of(
              new Row("R²", "", cells(split, Scores::r2, Scores::r2Interval, true)),
              new Row("RMSE [dex]", "", cells(split, Scores::rmseDex, Scores::rmseInterval, false)),
              new Row("RMSE / range", mark(RANGE), relativeCells(split))));
    }

    /** The study's spread in its unknown unit beside that of this run in units that are known. */
    private String unit() {
      PublishedScores trained = PublishedScores.of(Model.VIT_PRETRAINED).orElseThrow();
      return "the study gives no unit: RMSE/√(1 − R²) is the standard deviation of its test values,"
          + " %s, which fits a logarithm of mass scaled to a range of 1 rather than dex%s"
              .formatted(Numbers.r2(trained.impliedSpread()), ownSpread());
    }

    private String ownSpread() {
      return board.splits().stream()
          .flatMap(split -> board.of(split).stream())
          .filter(entry -> Double.isFinite(entry.scores().spreadDex()))
          .findFirst()
          .map(
              entry ->
                  " (that of this run, split by %s: %s dex, or %s of the range)"
                      .formatted(
                          entry.splitBy().word(),
                          Numbers.r2(entry.scores().spreadDex()),
                          Numbers.r2(
                              entry.scores().spreadDex()
                                  / entry.scores().trainingMasses().rangeDex())))
          .orElse("");
    }

    private static String inconsistency() {
      PublishedScores random = PublishedScores.of(Model.VIT_RANDOM).orElseThrow();
      double others = PublishedScores.of(Model.VIT_PRETRAINED).orElseThrow().impliedSpread();
      return "the study’s two numbers for the random ViT imply a standard deviation of %s, all others %s, although all have the same test values; with %s an R² of %s would be an RMSE of %s, and an RMSE of %s an R² of %s"
          .formatted(
              Numbers.r2(random.impliedSpread()),
              Numbers.r2(others),
              Numbers.r2(others),
              random.r2(),
              Numbers.r2(others * Math.sqrt(1 - random.r2Value())),
              random.rmse(),
              Numbers.r2(1 - Math.pow(random.rmseValue() / others, 2)));
    }

    private List<Cell> relativeCells(SplitBy split) {
      Optional<Double> best =
          board.of(split).stream()
              .map(entry -> entry.scores().relativeRmse())
              .filter(Double::isFinite)
              .reduce(Math::min);
      return columns.stream()
          .map(model -> board.find(model, split).map(entry -> relative(entry.scores(), best)))
          .map(cell -> cell.orElseGet(() -> absent(NO_SCORES)))
          .toList();
    }

    private Cell relative(Scores scores, Optional<Double> best) {
      double number = scores.relativeRmse();
      return Double.isFinite(number)
          ? new Cell(Numbers.dex(number), "", "", best.equals(Optional.of(number)))
          : absent(
              "not a finite number: the training maps have no range of masses, or a prediction failed");
    }

    private String tested(SplitBy split) {
      List<String> sizes =
          board.of(split).stream()
              .map(ScoredModel::scores)
              // An untrained network has seen none of the training rows that the others share.
              .filter(scores -> scores.trainingRows() > 0)
              .map(
                  scores ->
                      "%s training rows, %s test rows in %s groups"
                          .formatted(
                              Numbers.count(scores.trainingRows()),
                              Numbers.count(scores.testRows()),
                              Numbers.count(scores.testGroups())))
              .distinct()
              .toList();
      return switch (sizes.size()) {
        case 0 -> "no scores among the inputs";
        case 1 -> sizes.getFirst();
        default -> "models were tested on different rows, see all scores below";
      };
    }

    private List<Cell> cells(
        SplitBy split,
        Function<Scores, Double> value,
        Function<Scores, Interval> interval,
        boolean highestIsBest) {
      Optional<Double> best =
          board.of(split).stream()
              .map(entry -> value.apply(entry.scores()))
              .filter(Double::isFinite)
              .reduce(highestIsBest ? Math::max : Math::min);
      return columns.stream()
          .map(
              model ->
                  board
                      .find(model, split)
                      .map(entry -> cell(entry.scores(), value, interval, best, highestIsBest))
                      .orElseGet(() -> absent(NO_SCORES)))
          .toList();
    }

    private Cell cell(
        Scores scores,
        Function<Scores, Double> value,
        Function<Scores, Interval> interval,
        Optional<Double> best,
        boolean isR2) {
      Double number = value.apply(scores);
      if (!Double.isFinite(number)) {
        return absent(
            "not a finite number: the test rows have no spread in mass, or a prediction failed");
      }
      Interval ends = interval.apply(scores);
      String text = isR2 ? Numbers.r2(number) : Numbers.dex(number);
      if (!Numbers.hasBothEnds(ends)) {
        String mark = mark("no interval: it takes at least five groups of test stars");
        return new Cell(text, Numbers.ABSENT, mark, best.equals(Optional.of(number)));
      }
      return new Cell(
          text, isR2 ? Numbers.r2(ends) : Numbers.dex(ends), "", best.equals(Optional.of(number)));
    }

    private Cell absent(String reason) {
      return new Cell(Numbers.ABSENT, "", mark(reason), false);
    }

    private String mark(String reason) {
      return marks.computeIfAbsent(reason, key -> Character.toString((char) ('a' + marks.size())));
    }
  }
}
