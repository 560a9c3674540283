package protomass.nextflow;

import groovy.json.JsonException;
import groovy.json.JsonSlurper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The last metrics of the pretraining, from the work folders of its tasks: the newest
 * metrics.jsonl, which grows at every checkpoint, and the tool's own progress. What is absent or
 * half written is passed over.
 */
final class TrainingMetrics {
  /** The process that pretrains. */
  static final String STAGE = "PRETRAIN";

  private static final String FILE = "metrics.jsonl";

  /** The work folder, the checkpoint in it. */
  private static final int DEPTH = 2;

  private static final int LINES = 3;

  /** Up to the time left and the loss; the metrics tell the rest. */
  private static final Pattern PROGRESS =
      Pattern.compile("(pretrain \\d+/\\d+ .*? left(?:, loss [-0-9.eE]+)?).*");

  private String last = "";

  /**
   * What is known by now, such as {@code epoch 3.25, loss 6.77, effective rank 32.6}; empty when
   * nothing is. Once known, it is kept until there is something newer.
   *
   * @param folders of running tasks, the newest at the end
   */
  synchronized String read(List<Path> folders) {
    List<Path> newestFirst = new ArrayList<>(folders);
    Collections.reverse(newestFirst);
    newestFirst.stream()
        .filter(folder -> FileSystems.getDefault().equals(folder.getFileSystem()))
        .flatMap(folder -> metricsIn(folder).stream())
        .findFirst()
        .ifPresent(metrics -> last = metrics);
    Optional<String> live =
        newestFirst.stream().flatMap(folder -> progressIn(folder).stream()).findFirst();
    return Stream.concat(Stream.of(last).filter(text -> !text.isEmpty()), live.stream())
        .reduce((metrics, progress) -> metrics + "; " + progress)
        .orElse("");
  }

  /** The last line of metrics that was read, in words, or an empty text. */
  synchronized String lastMetrics() {
    return last;
  }

  private static Optional<String> progressIn(Path folder) {
    List<String> lines = new ArrayList<>(FileTail.lines(folder.resolve(".command.err"), LINES));
    Collections.reverse(lines);
    return lines.stream()
        .map(PROGRESS::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .findFirst();
  }

  private static Optional<String> metricsIn(Path folder) {
    // Links are not followed: the checkpoint before this one is staged as a link.
    try (Stream<Path> tree = Files.walk(folder, DEPTH)) {
      return tree.filter(file -> file.endsWith(FILE) && Files.isRegularFile(file))
          .max(Comparator.comparing(TrainingMetrics::modified))
          .flatMap(TrainingMetrics::describe);
    } catch (IOException | UncheckedIOException changing) {
      return Optional.empty();
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException vanished) {
      return FileTime.fromMillis(0);
    }
  }

  private static Optional<String> describe(Path file) {
    List<String> lines = new ArrayList<>(FileTail.lines(file, LINES));
    Collections.reverse(lines);
    return lines.stream().flatMap(line -> describe(line).stream()).findFirst();
  }

  private static Optional<String> describe(String line) {
    try {
      if (new JsonSlurper().parseText(line) instanceof Map<?, ?> row
          && row.get("epoch") instanceof Number epoch
          && row.get("loss") instanceof Number loss) {
        String text = "epoch %s, loss %s".formatted(shortly(epoch), shortly(loss));
        return Optional.of(
            row.get("effective_rank") instanceof Number rank
                ? text + ", effective rank " + shortly(rank)
                : text);
      }
    } catch (JsonException | IllegalArgumentException halfWritten) {
      // the line before it will do
    }
    return Optional.empty();
  }

  private static String shortly(Number value) {
    return String.format(Locale.ROOT, "%.4g", value.doubleValue());
  }
}
