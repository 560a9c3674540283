package protomass.flame.shard;

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
    String jsonSha256) {}
