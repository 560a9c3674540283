package protomass.flame.shard;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.FutureTask;
import protomass.core.artefact.Acceptance;
import protomass.core.artefact.ColourMode;
import protomass.core.artefact.Development;
import protomass.core.artefact.FlameKind;
import protomass.core.concurrent.Results;
import protomass.core.error.Bounds;
import protomass.core.error.UsageException;
import protomass.core.file.Checksum;
import protomass.core.json.Json;
import protomass.flame.kernel.Kernels;
import protomass.flame.render.FlameRenderer;
import protomass.flame.render.FlameSettings;

/**
 * Fractal images that are rendered when they are asked for, on the asking thread: the same pixels
 * as the stored set of the same settings. The latest images stay in a cache of fixed size; a thread
 * that asks for an image in the making waits for it.
 */
public final class FractalStream implements FractalSource {
  /** What a description begins with, such as {@code stream:seed=7,count=100000}. */
  public static final String PREFIX = "stream:";

  private static final int USUAL_CACHE = 64;

  private record Identity(int algorithm, long count, FlameSettings settings) {}

  private final FlameSettings settings;
  private final long count;
  private final int cacheImages;
  private final FlameRenderer renderer;
  private final Map<Long, FutureTask<byte[]>> cache = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param settings what all images have in common
   * @param count images in the set, 1 to {@value ShardPlan#MOST_IMAGES}
   * @param cacheImages how many images to keep, at least 1; each takes 3 x size x size bytes
   */
  public FractalStream(FlameSettings settings, long count, int cacheImages) {
    Bounds.within("count", count, 1, ShardPlan.MOST_IMAGES);
    Bounds.atLeast("cache", cacheImages, 1);
    this.settings = settings;
    this.count = count;
    this.cacheImages = cacheImages;
    this.renderer = new FlameRenderer(settings, Kernels.fastest());
  }

  /** Whether a text describes a stream rather than files. */
  public static boolean isDescription(String text) {
    return text.startsWith(PREFIX);
  }

  /**
   * A stream from its description: {@code stream:seed=S,count=N}, and optionally {@code size=336},
   * {@code points=1000000}, {@code flames=rich}, {@code colour=independent}, {@code
   * minimum-coverage=0.6}, {@code minimum-structure=0.08} (0 for the study's flames) and {@code
   * cache=64} (images kept in memory).
   *
   * @throws UsageException naming the part that is wrong
   */
  public static FractalStream parse(String description) {
    Map<String, String> parts = parts(description);
    String seed = parts.remove("seed");
    String count = parts.remove("count");
    if (seed == null || count == null) {
      throw wrong(description, "lacks " + (seed == null ? "seed" : "count"));
    }
    String size = parts.getOrDefault("size", "" + FlameSettings.USUAL_SIZE);
    String points = parts.getOrDefault("points", "" + FlameSettings.USUAL_POINTS);
    String colour = parts.getOrDefault("colour", FlameSettings.USUAL_COLOUR);
    String cache = parts.getOrDefault("cache", "" + USUAL_CACHE);
    try {
      FlameKind flames = FlameKind.of(parts.getOrDefault("flames", FlameKind.RICH.toString()));
      FlameSettings settings =
          new FlameSettings(
              Long.parseLong(seed),
              Integer.parseInt(size),
              Integer.parseInt(points),
              flames,
              ColourMode.of(colour),
              acceptance(parts, Acceptance.usual(flames)),
              Development.USUAL);
      return new FractalStream(settings, Long.parseLong(count), Integer.parseInt(cache));
    } catch (IllegalArgumentException malformed) {
      throw wrong(description, "has a part that cannot be read (" + malformed.getMessage() + ")");
    }
  }

  private static Acceptance acceptance(Map<String, String> parts, Acceptance usual) {
    String coverage = parts.get("minimum-coverage");
    String structure = parts.get("minimum-structure");
    return new Acceptance(
        coverage == null ? usual.minimumCoverage() : Double.parseDouble(coverage),
        structure == null ? usual.minimumStructure() : Double.parseDouble(structure));
  }

  @Override
  public long size() {
    return count;
  }

  @Override
  public int imageSize() {
    return settings.size();
  }

  @Override
  public byte[] rgb(long index) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException("image " + index + " of " + count);
    }
    FutureTask<byte[]> image = cached(index);
    // Does nothing when another thread has begun.
    image.run();
    return Results.await(image, "rendering").clone();
  }

  /** A checksum of the settings and the number of images, which determine every pixel. */
  @Override
  public String manifestHash() {
    // One more than the version: it was counted so before the manifests of shards stated it.
    String identity = Json.line(new Identity(1 + FlameRenderer.ALGORITHM, count, settings));
    return Checksum.sha256(identity.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String name() {
    return PREFIX + "seed=" + settings.seed() + ",count=" + count;
  }

  private FutureTask<byte[]> cached(long index) {
    synchronized (cache) {
      FutureTask<byte[]> image =
          cache.computeIfAbsent(
              index, key -> new FutureTask<>(() -> renderer.render(key).picture().rgb()));
      Iterator<Long> eldest = cache.keySet().iterator();
      while (cache.size() > cacheImages) {
        eldest.next();
        eldest.remove();
      }
      return image;
    }
  }

  private static Map<String, String> parts(String description) {
    if (!isDescription(description)) {
      throw wrong(description, "does not begin with " + PREFIX);
    }
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : description.substring(PREFIX.length()).split(",", -1)) {
      String[] pair = part.split("=", 2);
      boolean known =
          switch (pair[0]) {
            case "seed",
                "count",
                "size",
                "points",
                "flames",
                "colour",
                "minimum-coverage",
                "minimum-structure",
                "cache" ->
                pair.length == 2;
            default -> false;
          };
      if (!known || parts.put(pair[0], pair[1]) != null) {
        throw wrong(description, "has the part '" + part + "'");
      }
    }
    return parts;
  }

  private static UsageException wrong(String description, String fault) {
    return new UsageException(
        "'%s' %s".formatted(description, fault),
        "give stream:seed=7,count=100000 and, if wanted, size, points, flames, colour,"
            + " minimum-coverage, minimum-structure and cache");
  }
}
