package protomass.flame.render;

import java.util.Optional;
import protomass.core.error.UsageException;
import protomass.core.random.RandomStream;
import protomass.flame.game.ChaosGame;
import protomass.flame.genome.Genome;
import protomass.flame.genome.GenomeSampler;

/**
 * Makes image i of a set: draws genomes until one fills its frame well enough. Every attempt has
 * its own random streams, so an image depends on the settings and its index alone. Thread-safe.
 */
public final class FlameRenderer {
  /** At the default coverage three of four genomes pass, so this ends only hopeless searches. */
  static final int MOST_ATTEMPTS = 2000;

  private final FlameSettings settings;
  private final ChaosGame game;
  private final GenomeSampler sampler = new GenomeSampler();
  private final OrbitProbe probe;
  private final ToneMap toneMap;

  public FlameRenderer(FlameSettings settings, ChaosGame game) {
    this.settings = settings;
    this.game = game;
    this.probe = new OrbitProbe(game);
    this.toneMap = new ToneMap(settings.colour());
  }

  /**
   * Renders one image.
   *
   * @param index the image's number, from 0
   * @throws UsageException when no flame reaches the coverage within {@value #MOST_ATTEMPTS}
   *     attempts
   */
  public Flame render(long index) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<Flame> accepted = attempt(index, attempt);
      if (accepted.isPresent()) {
        return accepted.get();
      }
    }
    throw new UsageException(
        "image %d: none of %d flames covers %s of the image"
            .formatted(index, MOST_ATTEMPTS, settings.minimumCoverage()),
        "lower --minimum-coverage or raise --points");
  }

  private Optional<Flame> attempt(long index, int attempt) {
    Genome genome = sampler.sample(stream("flame.genome", index, attempt));
    return probe
        .frame(genome, stream("flame.probe", index, attempt), settings.minimumCoverage())
        .flatMap(frame -> develop(index, attempt, genome, frame));
  }

  private Optional<Flame> develop(long index, int attempt, Genome genome, Frame frame) {
    Histogram histogram = new Histogram(settings.size(), frame);
    ChaosGame.Walk walk = game.start(genome, stream("flame.orbit", index, attempt));
    for (long points = 0; points < settings.points(); points += game.blockSize()) {
      histogram.add(walk.next());
    }
    double coverage = histogram.coverage();
    if (coverage < settings.minimumCoverage()) {
      return Optional.empty();
    }
    Picture picture = toneMap.picture(histogram, genome.palette());
    return Optional.of(new Flame(index, attempt + 1, coverage, frame, genome, picture));
  }

  private RandomStream stream(String purpose, long index, long attempt) {
    return RandomStream.of(settings.seed(), purpose, index, attempt);
  }
}
