package protomass.vision.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Short rounds of ours and of the reference's work in turn, so that whatever else runs on the
 * machine slows both. The figure of a side is the median over all its repetitions.
 */
final class Duel {
  private final List<Double> ours = new ArrayList<>();
  private final List<Double> theirs = new ArrayList<>();
  private double ourProcessor;
  private double theirProcessor;

  /**
   * Runs the rounds, after one that does not count.
   *
   * @param command what the reference is asked, with the repetitions left out
   */
  static Duel fight(
      Runnable work,
      Optional<PythonReference> reference,
      String command,
      int rounds,
      int repetitions) {
    Duel duel = new Duel();
    for (int round = 0; round <= rounds; round++) {
      if (round == 1) {
        duel.forget();
      }
      duel.ours(work, repetitions);
      reference.ifPresent(opponent -> duel.theirs(opponent.ask(command + " " + repetitions)));
    }
    return duel;
  }

  private void forget() {
    ours.clear();
    theirs.clear();
    ourProcessor = 0;
    theirProcessor = 0;
  }

  private void ours(Runnable work, int repetitions) {
    double processor = Clock.processor();
    for (int i = 0; i < repetitions; i++) {
      double begin = Clock.wall();
      work.run();
      ours.add(Clock.wall() - begin);
    }
    ourProcessor += Clock.processor() - processor;
  }

  private void theirs(JsonNode answer) {
    StreamSupport.stream(answer.get("seconds").spliterator(), false)
        .forEach(value -> theirs.add(value.asDouble()));
    theirProcessor += answer.get("processor").asDouble();
  }

  double ourSeconds() {
    return Clock.median(ours);
  }

  /** Prints a row: both medians, their ratio, and the ratio of the processor time. */
  void print(String what, double imagesEach) {
    double mine = ourSeconds();
    String row =
        String.format(Locale.ROOT, "%-22s %8.3f s %7.1f img/s", what, mine, imagesEach / mine);
    if (!theirs.isEmpty()) {
      double other = Clock.median(theirs);
      row +=
          String.format(
              Locale.ROOT,
              "   reference %8.3f s   time ours / reference %.2f   processor %.2f",
              other,
              mine / other,
              ourProcessor / theirProcessor);
    }
    System.out.println(row);
  }
}
