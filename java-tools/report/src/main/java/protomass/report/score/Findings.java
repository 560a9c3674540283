package protomass.report.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import protomass.core.catalogue.SplitBy;

/**
 * What the scores say, in plain sentences. They claim no more than the intervals allow, and they
 * say so where a control does as well as the encoder.
 */
public final class Findings {
  private static final int FEW_GROUPS = 20;

  private final ScoreBoard board;
  private final Optional<GivenEncoder> encoder;

  /** What the scores of a run say that trained its encoder on fractals. */
  public Findings(ScoreBoard board) {
    this(board, Optional.empty());
  }

  /**
   * @param encoder the encoder that the run was given, where it trained none
   */
  public Findings(ScoreBoard board, Optional<GivenEncoder> encoder) {
    this.board = board;
    this.encoder = encoder;
  }

  /**
   * One finding.
   *
   * @param subject what it is about, such as {@code Pretraining}
   */
  public record Finding(String subject, String text) {}

  /** What was tested and which model did best, sentence by sentence. */
  public List<String> summary() {
    if (board.isEmpty()) {
      return List.of("No scores were found among the inputs, so nothing can be said about masses.");
    }
    List<String> sentences = new ArrayList<>();
    encoder.ifPresent(given -> sentences.add(given.sentence()));
    Optional<ScoredModel> best = board.best(mainSplit(), model -> true);
    best.ifPresent(entry -> sentences.add(setting(entry)));
    sentences.add(best.map(this::bestSentence).orElse("No model has a finite R²."));
    best.map(entry -> entry.scores().testGroups())
        .filter(groups -> groups < FEW_GROUPS)
        .ifPresent(groups -> sentences.add(fewGroups(groups)));
    return sentences;
  }

  /** What the scores say about pretraining, the controls and the leak. */
  public List<Finding> findings() {
    if (board.isEmpty()) {
      return List.of();
    }
    List<Finding> found = new ArrayList<>();
    found.add(new Finding("Pretraining", pretraining(mainSplit())));
    found.add(new Finding("Controls", control(mainSplit())));
    leak().ifPresent(text -> found.add(new Finding("Leakage", text)));
    return found;
  }

  /** The split that the page rests on: by star, unless there are no scores for it. */
  public SplitBy mainSplit() {
    return board.splits().getFirst();
  }

  /** Whether the pretrained encoder beats the controls, in one sentence. */
  public String control(SplitBy split) {
    Optional<ScoredModel> control = board.best(split, Model::isControl);
    Optional<ScoredModel> encoder = board.best(split, Model::isPretrained);
    if (control.isEmpty() || encoder.isEmpty()) {
      return "Whether the encoder does better than the controls cannot be said: there are no"
          + " scores of %s split by %s."
              .formatted(control.isEmpty() ? "the controls" : "a pretrained ViT", split.word());
    }
    double controlR2 = control.get().r2();
    double encoderR2 = encoder.get().r2();
    String numbers =
        "%s reach%s R²\u00a0=\u00a0%s, %s reaches %s"
            .formatted(
                control.get().model().phrase(),
                isPlural(control.get().model()) ? "" : "es",
                Numbers.r2(controlR2),
                encoder.get().model().phrase(),
                Numbers.r2(encoderR2));
    if (controlR2 >= encoderR2) {
      return "A control without any encoder does as well or better: %s. These scores do not show that the encoder adds anything to what the maps hold as they are."
          .formatted(numbers);
    }
    return capitalised(numbers)
        + PairedDifference.between(encoder.get(), control.get())
            .map(Findings::encoderLead)
            .orElse("; the two were not tested on the same rows.");
  }

  /** How much better the split by map looks, if both splits are there. */
  public Optional<String> leak() {
    Optional<ScoredModel> byMap = board.best(SplitBy.MAP, model -> true);
    if (byMap.isEmpty() || board.of(SplitBy.STAR).isEmpty()) {
      return Optional.empty();
    }
    Model model = byMap.get().model();
    Optional<ScoredModel> byStar =
        board.find(model, SplitBy.STAR).filter(entry -> Double.isFinite(entry.r2()));
    if (byStar.isEmpty()) {
      return Optional.empty();
    }
    double gap = byMap.get().r2() - byStar.get().r2();
    String numbers =
        "%s: R²\u00a0=\u00a0%s by map, %s by star"
            .formatted(model.phrase(), Numbers.r2(byMap.get().r2()), Numbers.r2(byStar.get().r2()));
    return Optional.of(
        gap > 0
            ? "Split at random by map, as we assume that the study did, the same data look easier ("
                + numbers
                + "); other views of the test stars are then among the training rows."
            : "Split at random by map, as we assume that the study did, the best score is not higher ("
                + numbers
                + ").");
  }

  private static String setting(ScoredModel entry) {
    String apart =
        switch (entry.splitBy()) {
          case STAR -> "no star of a test map was seen in training";
          case MAP -> "other maps of the same stars were seen in training";
          case CLOUD -> "no cloud of a test map was seen in training";
        };
    return "The logarithm of stellar mass was predicted for %s test maps in %s %s from %s training maps; %s."
        .formatted(
            Numbers.count(entry.scores().testRows()),
            Numbers.count(entry.scores().testGroups()),
            entry.scores().testGroups() == 1 ? "group" : "groups",
            Numbers.count(entry.scores().trainingRows()),
            apart);
  }

  private String bestSentence(ScoredModel best) {
    String interval =
        Numbers.hasBothEnds(best.scores().r2Interval())
            ? "95% interval " + Numbers.r2(best.scores().r2Interval())
            : "no interval";
    String score =
        "R²\u00a0=\u00a0%s (%s) with an RMSE of %s\u00a0dex, a factor of %s in mass"
            .formatted(
                Numbers.r2(best.r2()),
                interval,
                Numbers.dex(best.scores().rmseDex()),
                String.format(Locale.ROOT, "%.1f", Math.pow(10, best.scores().rmseDex())));
    if (best.r2() <= 0) {
      return "No model does better than one that always answers the mean mass of the test maps (R²\u00a0=\u00a00); the highest score is that of %s: %s."
          .formatted(best.model().phrase(), score);
    }
    boolean unclear =
        !Numbers.hasBothEnds(best.scores().r2Interval()) || best.scores().r2Interval().lower() <= 0;
    return "The highest score is that of %s: %s%s."
        .formatted(
            best.model().phrase(),
            score,
            unclear
                ? "; that it does better than always answering the mean mass is not established"
                : "");
  }

  private static String fewGroups(int groups) {
    return "With only %d %s of test stars, small differences between models mean nothing."
        .formatted(groups, groups == 1 ? "group" : "groups");
  }

  private String pretraining(SplitBy split) {
    List<String> parts = new ArrayList<>();
    compare(split, Model.VIT_PRETRAINED, Model.VIT_RANDOM, "without whitening")
        .ifPresent(parts::add);
    compare(split, Model.VIT_PRETRAINED_WHITENED, Model.VIT_RANDOM_WHITENED, "with whitening")
        .ifPresent(parts::add);
    if (parts.isEmpty()) {
      return "Whether %s changed anything cannot be said: scores of the pretrained and of the random ViT, split by %s, are needed for that."
          .formatted(training("pretraining"), split.word());
    }
    return training("Pretraining") + " moved R² " + String.join("; and ", parts) + ".";
  }

  /** What the pretrained encoder was trained by, which is not known of one that was given. */
  private String training(String word) {
    return word + encoder.map(given -> " as in " + given.name()).orElse(" on fractals");
  }

  private Optional<String> compare(SplitBy split, Model pretrained, Model random, String how) {
    Optional<ScoredModel> after = board.find(pretrained, split);
    Optional<ScoredModel> before = board.find(random, split);
    if (after.isEmpty() || before.isEmpty()) {
      return Optional.empty();
    }
    if (!Double.isFinite(after.get().r2()) || !Double.isFinite(before.get().r2())) {
      return Optional.empty();
    }
    String change =
        "from %s to %s %s"
            .formatted(Numbers.r2(before.get().r2()), Numbers.r2(after.get().r2()), how);
    return Optional.of(
        change
            + PairedDifference.between(after.get(), before.get())
                .map(difference -> " (" + described(difference) + ")")
                .orElse(" (the two were not tested on the same rows)"));
  }

  private static String described(PairedDifference difference) {
    String text = "difference " + Numbers.signed(difference.difference());
    if (!Numbers.hasBothEnds(difference.interval())) {
      return text + ", no interval";
    }
    return text
        + ", 95% interval "
        + Numbers.r2(difference.interval())
        + (difference.isClear() ? "" : ": not distinguishable from no change");
  }

  private static String encoderLead(PairedDifference difference) {
    return difference.isClear()
        ? "; the encoder’s lead is clear of zero (" + described(difference) + ")."
        : "; the encoder’s lead is not established (difference "
            + Numbers.signed(difference.difference())
            + (Numbers.hasBothEnds(difference.interval())
                ? ", 95% interval " + Numbers.r2(difference.interval())
                : ", no interval")
            + ").";
  }

  private static boolean isPlural(Model model) {
    return model.equals(Model.PIXELS) || model.equals(Model.PIXELS_WHITENED);
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
