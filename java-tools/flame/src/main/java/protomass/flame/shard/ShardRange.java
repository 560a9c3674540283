package protomass.flame.shard;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Shards that follow each other, written {@code 7} for one and {@code 10-19} for several.
 *
 * @param first the first shard, from 0
 * @param last the last shard, not below the first
 * @param isSingle whether one number was written
 */
public record ShardRange(int first, int last, boolean isSingle) {
  private static final Pattern FORM = Pattern.compile("(-?\\d{1,9})(?:-(\\d{1,9}))?");

  public ShardRange {
    if (last < first) {
      throw new IllegalArgumentException("the last shard comes before the first one");
    }
  }

  /**
   * Reads what a user wrote.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public static ShardRange parse(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException("give one number such as 7, or two such as 10-19");
    }
    int first = Integer.parseInt(match.group(1));
    boolean isSingle = match.group(2) == null;
    return new ShardRange(first, isSingle ? first : Integer.parseInt(match.group(2)), isSingle);
  }

  /** The numbers of the shards. */
  public IntStream numbers() {
    return IntStream.rangeClosed(first, last);
  }
}
