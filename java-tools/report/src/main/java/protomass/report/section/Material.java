package protomass.report.section;

import java.util.Optional;
import protomass.core.provenance.Provenance;
import protomass.report.input.ReportInputs;
import protomass.report.score.Findings;
import protomass.report.score.GivenEncoder;
import protomass.report.score.ScoreBoard;

/**
 * What a page is made of.
 *
 * @param inputs everything found below the folder of inputs
 * @param own where the page itself comes from
 * @param encoder the encoder that the run was given, where it trained none
 * @param links to files among the inputs
 */
public record Material(
    ReportInputs inputs, Provenance own, Optional<GivenEncoder> encoder, Links links) {
  /** All scores. */
  ScoreBoard board() {
    return inputs.scores();
  }

  /** What the scores say. */
  Findings findings() {
    return new Findings(board(), encoder);
  }
}
