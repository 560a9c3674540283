package protomass.flame.render;

import java.util.Optional;
import protomass.core.artefact.ColourMode;
import protomass.core.error.UsageException;
import protomass.flame.game.ChaosGame;
import protomass.flame.game.PopulationChaosGame;
import protomass.flame.genome.Genome;
import protomass.flame.kernel.WalkerKernel;

/**
 * Renders the images of a set. Image i is the first of its candidates that is accepted; it depends
 * on the settings and on i alone. Safe for use by many threads.
 */
public final class FlameRenderer {
  /**
   * The version of the algorithm, from the sampler to the tone map: what the pixels depend on
   * besides the settings and the number. To be raised when any image of any kind changes; shards
   * state it.
   */
  public static final int ALGORITHM = 1;

  /** A flame fills its frame in about one of four attempts, so this ends only hopeless searches. */
  static final int MOST_ATTEMPTS = 2000;

  private final FlameSettings settings;
  private final WalkerKernel kernel;
  private final ChaosGame game;
  private final OrbitProbe probe;
  private final ToneMap toneMap;

  /** A renderer whose arithmetic is done by a kernel; the images do not depend on which. */
  public FlameRenderer(FlameSettings settings, WalkerKernel kernel) {
    this.settings = settings;
    this.kernel = kernel;
    this.game =
        settings.colour() == ColourMode.STRUCTURAL
            ? new PopulationChaosGame(kernel)
            : PopulationChaosGame.withoutColours(kernel);
    double pixels = (double) settings.size() * settings.size();
    this.probe = new OrbitProbe(game, settings.points() / pixels);
    this.toneMap = new ToneMap(settings.size(), settings.development());
  }

  /**
   * Renders one image.
   *
   * @param index the image's number, from 0
   * @throws UsageException when no flame is accepted within {@value #MOST_ATTEMPTS} attempts
   */
  public Flame render(long index) {
    int renders = 0;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<Exposure> exposure = attempt(index, attempt);
      renders += exposure.isPresent() ? 1 : 0;
      if (exposure.isPresent() && exposure.get().appearance().meets(settings.acceptance())) {
        return develop(exposure.get(), index, attempt, renders);
      }
    }
    throw new UsageException(
        "image %d: none of %d flames covers %s of the image with a structure of %s"
            .formatted(
                index,
                MOST_ATTEMPTS,
                settings.acceptance().minimumCoverage(),
                settings.acceptance().minimumStructure()),
        "lower --minimum-coverage or --minimum-structure, or raise --points");
  }

  /**
   * Renders one candidate of an image, whether it is accepted or not; nothing when the probe
   * already sorts it out.
   *
   * @param index the image's number, from 0
   * @param attempt the candidate's number, from 0
   */
  public Optional<Flame> candidate(long index, int attempt) {
    return attempt(index, attempt).map(exposure -> develop(exposure, index, attempt, 1));
  }

  private record Exposure(Genome genome, Frame frame, Histogram histogram, Appearance appearance) {}

  private Optional<Exposure> attempt(long index, int attempt) {
    Candidate candidate = Candidate.of(settings.flames(), settings.seed(), index, attempt);
    ChaosGame.Walk walk = candidate.start(game);
    return probe
        .frame(walk, settings.acceptance().minimumCoverage())
        .map(
            frame -> {
              Histogram histogram = expose(walk, frame);
              Appearance appearance =
                  Appearance.of(
                      histogram.densities(),
                      histogram.unitsPerPoint(),
                      settings.development().supersampling());
              return new Exposure(candidate.genome(), frame, histogram, appearance);
            });
  }

  private Flame develop(Exposure exposure, long index, int attempt, int renders) {
    Genome genome = exposure.genome();
    Picture picture = toneMap.picture(exposure.histogram(), genome.palette());
    return new Flame(
        index, attempt + 1, renders, exposure.appearance(), exposure.frame(), genome, picture);
  }

  /**
   * Renders a genome whose frame is known already, accepted or not.
   *
   * @param index the image's number
   * @param attempt the number of the attempt, from 0, which chooses the orbit
   * @throws OrbitEscapes when more points leave the plane than an accepted flame may lose
   */
  public Picture redraw(Genome genome, Frame frame, long index, long attempt) {
    ChaosGame.Walk walk = Candidate.of(genome, settings.seed(), index, attempt).start(game);
    // The probe's points were not drawn when the image was made.
    probe.frame(walk, 0);
    Histogram histogram = expose(walk, frame);
    if (walk.escapes() > OrbitProbe.MOST_ESCAPES * settings.points()) {
      throw new OrbitEscapes(walk.escapes(), settings.points());
    }
    return toneMap.picture(histogram, genome.palette());
  }

  private Histogram expose(ChaosGame.Walk walk, Frame frame) {
    int side = settings.size() * settings.development().supersampling();
    Histogram histogram = Histogram.of(settings.flames(), settings.colour(), kernel, side, frame);
    for (long points = 0; points < settings.points(); points += game.blockSize()) {
      histogram.add(walk.next());
    }
    return histogram;
  }
}
