package protomass.report.section;

import java.util.List;

/** The sections of the page, in order. */
public final class Sections {
  public static final List<Section> ALL =
      List.of(
          new SummarySection(),
          new SkippedSection(),
          new ScoresSection(),
          new LeakSection(),
          new PredictionsSection(),
          new FeaturesSection(),
          new SegmentationSection(),
          new FractalsSection(),
          new MapsSection(),
          new PretrainingSection(),
          new ProvenanceSection(),
          new CostSection(),
          new FilesSection(),
          new RunSection());

  private Sections() {}
}
