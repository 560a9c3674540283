package protomass.report.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import protomass.core.score.Scores;

/** The scores as aligned plain text. ASCII only: a terminal in the C locale knows no more. */
public final class TextTable {
  private static final int TEXT_COLUMNS = 2;
  private static final List<String> HEADER =
      List.of("model", "split", "R2", "95% interval", "RMSE [dex]", "MAE [dex]", "test rows");

  private TextTable() {}

  /** The lines of the table, the heading first. */
  public static List<String> lines(ScoreBoard board) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    board.entries().forEach(entry -> rows.add(row(entry)));
    int[] widths =
        IntStream.range(0, HEADER.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> aligned(row, widths)).toList();
  }

  private static List<String> row(ScoredModel entry) {
    Scores scores = entry.scores();
    return List.of(
        scores.model(),
        "by " + scores.splitBy().word(),
        ascii(Numbers.r2(scores.r2())),
        ascii(Numbers.r2(scores.r2Interval())),
        ascii(Numbers.dex(scores.rmseDex())),
        ascii(Numbers.dex(scores.maeDex())),
        String.format(Locale.ROOT, "%d", scores.testRows()));
  }

  private static String ascii(String text) {
    String plain = text.replace('−', '-').replace(Numbers.ABSENT, "-").replace(" × 10", "e");
    return plain.chars().mapToObj(TextTable::withoutSuperscript).collect(Collectors.joining());
  }

  private static String withoutSuperscript(int character) {
    int digit = "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(character);
    return digit >= 0 ? Integer.toString(digit) : Character.toString(character);
  }

  private static String aligned(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(
            column -> {
              String flag = column < TEXT_COLUMNS ? "-" : "";
              return String.format("%" + flag + widths[column] + "s", row.get(column));
            })
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }
}
