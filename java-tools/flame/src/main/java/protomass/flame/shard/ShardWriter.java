package protomass.flame.shard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import protomass.core.artefact.AcceptanceStatistics;
import protomass.core.artefact.SampleEntry;
import protomass.core.artefact.ShardManifest;
import protomass.core.file.AtomicOutput;
import protomass.core.file.Checksum;
import protomass.core.json.Json;
import protomass.core.provenance.Provenance;
import protomass.core.provenance.Version;
import protomass.flame.kernel.Kernels;
import protomass.flame.kernel.WalkerKernel;
import protomass.flame.png.PngEncoder;
import protomass.flame.render.Flame;
import protomass.flame.render.FlameRenderer;
import protomass.flame.render.FlameSettings;
import protomass.flame.render.PerceptualHash;

/** Renders the images of one shard and writes them as a WebDataset tar with its manifest. */
public final class ShardWriter {
  /** Made by the rendering threads, so that the writing one only writes. */
  private record Sample(Flame flame, byte[] png, byte[] json, Checksums checksums) {}

  private record Checksums(String png, String pixels, String perceptual, String json) {}

  private final FlameSettings settings;
  private final ShardPlan plan;
  private final int threads;
  private final Provenance provenance;
  private final FlameRenderer renderer;

  /**
   * A writer for one shard.
   *
   * @param settings what all images have in common
   * @param plan which images the shard holds
   * @param threads rendering threads, at least 1; the output does not depend on it
   * @param provenance where the shard comes from
   */
  public ShardWriter(FlameSettings settings, ShardPlan plan, int threads, Provenance provenance) {
    this(
        settings,
        plan,
        threads,
        provenance,
        Kernels.forPoints((double) settings.points() * plan.count()));
  }

  /** A writer with a chosen kernel; the output does not depend on it. */
  public ShardWriter(
      FlameSettings settings,
      ShardPlan plan,
      int threads,
      Provenance provenance,
      WalkerKernel kernel) {
    this.settings = settings;
    this.plan = plan;
    this.threads = threads;
    this.provenance = provenance;
    this.renderer = new FlameRenderer(settings, kernel);
  }

  /**
   * The manifest of a shard that stands there already, is whole, and is what this writer would
   * write; nothing when there is none or it is another one.
   *
   * @throws protomass.core.error.BadInputException when it is the right shard but damaged
   */
  public Optional<ShardManifest> existing(Path tar) {
    if (!Files.exists(tar) || !Files.exists(ShardManifest.pathFor(tar))) {
      return Optional.empty();
    }
    ShardManifest manifest = ShardManifest.read(tar);
    if (!isWanted(manifest)) {
      return Optional.empty();
    }
    FractalShard.open(tar).verify();
    return Optional.of(manifest);
  }

  private boolean isWanted(ShardManifest manifest) {
    return manifest.algorithm() == FlameRenderer.ALGORITHM
        && manifest.images() == plan.images()
        && manifest.shards() == plan.shards()
        && manifest.shard() == plan.shard()
        && settings.equals(FlameSettings.of(manifest));
  }

  /**
   * Renders and writes the shard. The tar appears first and its manifest after it.
   *
   * @param tar the file to write
   * @param watcher is told of each image, in order, on the calling thread
   * @return the manifest that was written
   * @throws protomass.core.error.CannotWriteException when a file cannot be written
   * @throws protomass.core.error.UsageException when no acceptable flame can be found
   */
  public ShardManifest write(Path tar, Consumer<Flame> watcher) {
    AcceptanceCounter counter = new AcceptanceCounter();
    List<SampleEntry> entries = new ArrayList<>(plan.count());
    List<ShardManifest> made = new ArrayList<>(1);
    AtomicOutput.file(
        tar,
        temporary -> {
          String sha256 = writeTar(temporary, entries, counter, watcher);
          made.add(manifest(Files.size(temporary), sha256, counter.statistics(), entries));
        });
    ShardManifest manifest = made.getFirst();
    Json.write(ShardManifest.pathFor(tar), manifest);
    return manifest;
  }

  private String writeTar(
      Path file, List<SampleEntry> entries, AcceptanceCounter counter, Consumer<Flame> watcher)
      throws IOException {
    SampleTar tar = new SampleTar(file);
    try (tar;
        RenderQueue<Sample> queue =
            new RenderQueue<>(
                plan.first(), plan.first() + plan.count(), threads, this::renderSample)) {
      for (Sample sample = queue.take(); sample != null; sample = queue.take()) {
        SampleEntry entry = append(tar, sample);
        entries.add(entry);
        counter.add(sample.flame(), entry);
        watcher.accept(sample.flame());
      }
    }
    return tar.sha256();
  }

  private Sample renderSample(long index) {
    Flame flame = renderer.render(index);
    byte[] json = Json.line(SampleRecord.of(settings, flame)).getBytes(StandardCharsets.UTF_8);
    byte[] png = PngEncoder.encode(flame.picture());
    Checksums checksums =
        new Checksums(
            Checksum.sha256(png),
            Checksum.sha256(flame.picture().rgb()),
            PerceptualHash.text(PerceptualHash.of(flame.picture())),
            Checksum.sha256(json));
    return new Sample(flame, png, json, checksums);
  }

  private static SampleEntry append(SampleTar tar, Sample sample) throws IOException {
    String name = name(sample.flame().index());
    // WebDataset readers group neighbours by name; sorted order puts .json before .png.
    tar.add(name + ".json", sample.json());
    long offset = tar.add(name + ".png", sample.png());
    return new SampleEntry(
        name,
        offset,
        sample.png().length,
        sample.checksums().png(),
        sample.checksums().pixels(),
        sample.checksums().perceptual(),
        sample.json().length,
        sample.checksums().json());
  }

  /** Nine digits without the locale's own numerals. */
  static String name(long index) {
    String digits = Long.toString(index);
    return "0".repeat(Math.max(0, 9 - digits.length())) + digits;
  }

  private ShardManifest manifest(
      long tarBytes, String sha256, AcceptanceStatistics statistics, List<SampleEntry> entries) {
    return new ShardManifest(
        ShardManifest.FORMAT,
        Version.current(),
        FlameRenderer.ALGORITHM,
        settings.seed(),
        plan.images(),
        plan.shards(),
        plan.shard(),
        plan.first(),
        plan.count(),
        settings.size(),
        settings.points(),
        settings.flames(),
        settings.colour(),
        settings.acceptance(),
        settings.development(),
        tarBytes,
        sha256,
        statistics,
        provenance,
        entries);
  }
}
