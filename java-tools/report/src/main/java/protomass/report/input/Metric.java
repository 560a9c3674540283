package protomass.report.input;

/** The quantities of a line of {@code metrics.jsonl} that the report draws; any may be absent. */
public enum Metric {
  EPOCH("epoch"),
  IMAGES_SEEN("images_seen"),
  LOSS("loss"),
  /** The sum of the two terms below: DINO's mean cross-entropy. */
  DINO_LOSS("dino_loss"),
  DINO_LOCAL_LOSS("dino_local_loss"),
  DINO_GLOBAL_LOSS("dino_global_loss"),
  IBOT_LOSS("ibot_loss"),
  KOLEO_LOSS("koleo_loss"),
  LEARNING_RATE("learning_rate"),
  TEACHER_ENTROPY("teacher_entropy"),
  EFFECTIVE_RANK("effective_rank"),
  GRADIENT_NORM_BACKBONE("gradient_norm_backbone"),
  GRADIENT_NORM_HEAD("gradient_norm_head");

  private final String key;

  Metric(String key) {
    this.key = key;
  }

  /** The key in the file. */
  public String key() {
    return key;
  }
}
