package protomass.core.artefact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import protomass.core.error.BadInputException;
import protomass.core.json.Json;
import protomass.core.provenance.Provenance;

/**
 * What stands beside a shard of fractals {@code NAME.tar} as {@code NAME.manifest.json}.
 *
 * @param format always {@value #FORMAT}
 * @param generator the version of Protomass that rendered the images
 * @param algorithm the version of the algorithm that drew the images: equal versions, settings and
 *     numbers give equal pixels. A file that states none is of version 1
 * @param seed the seed of the set
 * @param images images in the whole set
 * @param shards shards of the whole set
 * @param shard this shard, from 0
 * @param firstImage the number of the first image
 * @param count images in this shard
 * @param size pixels per side of each image
 * @param points points per image
 * @param flames which family the flames are from. A file that states none is of the rich one
 * @param colour what the channels mean
 * @param rules which flames became images
 * @param development how densities became brightness
 * @param tarBytes length of the tar
 * @param tarSha256 checksum of the tar
 * @param acceptance how many candidates were drawn and kept
 * @param provenance where the shard comes from
 * @param samples one entry per image, in order
 */
public record ShardManifest(
    String format,
    String generator,
    int algorithm,
    long seed,
    long images,
    int shards,
    int shard,
    long firstImage,
    int count,
    int size,
    int points,
    FlameKind flames,
    ColourMode colour,
    Acceptance rules,
    Development development,
    long tarBytes,
    String tarSha256,
    AcceptanceStatistics acceptance,
    Provenance provenance,
    List<SampleEntry> samples) {
  public static final String FORMAT = "protomass fractal shard 2";

  /** What the name of a manifest ends with. */
  public static final String SUFFIX = ".manifest.json";

  /** What the name of the picture of a set's first images ends with. */
  public static final String CONTACT_SHEET_SUFFIX = ".contact-sheet.png";

  private static final String ALGORITHM = "algorithm";
  private static final int UNSTATED_ALGORITHM = 1;
  private static final String FLAMES = "flames";

  public ShardManifest {
    if (acceptance == null || provenance == null) {
      throw new IllegalArgumentException("the acceptance or the provenance is null");
    }
    samples = List.copyOf(samples);
  }

  /** Where the manifest of a tar stands. */
  public static Path pathFor(Path tar) {
    String name = String.valueOf(tar.getFileName());
    String stem = name.endsWith(".tar") ? name.substring(0, name.length() - 4) : name;
    return tar.resolveSibling(stem + SUFFIX);
  }

  /**
   * Reads the manifest of a tar.
   *
   * @throws BadInputException when it is absent, of another format or inconsistent
   */
  public static ShardManifest read(Path tar) {
    return readFile(pathFor(tar));
  }

  /**
   * Reads a manifest.
   *
   * @throws BadInputException when it is absent, of another format or inconsistent
   */
  public static ShardManifest readFile(Path file) {
    JsonNode tree = Json.read(file, JsonNode.class);
    JsonNode images = tree.path("count");
    if (!images.isIntegralNumber() || !images.canConvertToInt() || images.asInt() < 0) {
      throw broken(file, "has no whole number 'count'");
    }
    if (tree instanceof ObjectNode object) {
      complete(object);
    }
    ShardManifest manifest = Json.bind(file, tree, ShardManifest.class);
    if (!FORMAT.equals(manifest.format())) {
      throw broken(file, "has the format '%s', not '%s'".formatted(manifest.format(), FORMAT));
    }
    if (manifest.count() < 1 || manifest.count() != manifest.samples().size()) {
      throw broken(
          file,
          "states %d images and lists %d".formatted(manifest.count(), manifest.samples().size()));
    }
    if (manifest.tarSha256() == null || !manifest.tarSha256().matches("[0-9a-f]{64}")) {
      throw broken(file, "states the SHA-256 '%s' of the tar".formatted(manifest.tarSha256()));
    }
    return manifest;
  }

  /** Says what files of earlier versions leave unsaid. */
  private static void complete(ObjectNode manifest) {
    if (!manifest.has(ALGORITHM)) {
      manifest.put(ALGORITHM, UNSTATED_ALGORITHM);
    }
    if (!manifest.has(FLAMES)) {
      manifest.put(FLAMES, FlameKind.RICH.toString());
    }
  }

  private static BadInputException broken(Path file, String fault) {
    return new BadInputException(file, fault, "render the shard again with 'protomass flame'");
  }
}
