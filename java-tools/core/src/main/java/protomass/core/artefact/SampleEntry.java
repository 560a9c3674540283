package protomass.core.artefact;

import java.util.regex.Pattern;

/**
 * The manifest's entry for one sample of a shard.
 *
 * @param name the name of both members without their endings, nine digits
 * @param pngOffset where the PNG's bytes begin in the tar
 * @param pngBytes length of the PNG
 * @param pngSha256 checksum of the PNG
 * @param pixelsSha256 checksum of the decoded pixels, row by row, three bytes each
 * @param perceptualHash sixteen hexadecimal digits; pictures that look alike differ in few bits
 * @param jsonBytes length of the JSON
 * @param jsonSha256 checksum of the JSON
 */
public record SampleEntry(
    String name,
    long pngOffset,
    int pngBytes,
    String pngSha256,
    String pixelsSha256,
    String perceptualHash,
    int jsonBytes,
    String jsonSha256) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SHORT_HASH = Pattern.compile("[0-9a-f]{16}");
  private static final Pattern NAME = Pattern.compile("[0-9]{9,19}");

  public SampleEntry {
    require(name, NAME, "name");
    require(pngSha256, SHA256, "png_sha256");
    require(pixelsSha256, SHA256, "pixels_sha256");
    require(jsonSha256, SHA256, "json_sha256");
    require(perceptualHash, SHORT_HASH, "perceptual_hash");
  }

  private static void require(String value, Pattern form, String key) {
    if (value == null || !form.matcher(value).matches()) {
      throw new IllegalArgumentException("%s is '%s', not %s".formatted(key, value, form));
    }
  }
}
