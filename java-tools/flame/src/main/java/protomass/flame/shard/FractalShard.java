package protomass.flame.shard;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import protomass.core.artefact.SampleEntry;
import protomass.core.artefact.ShardManifest;
import protomass.core.error.BadInputException;
import protomass.core.file.Checksum;
import protomass.core.file.OutputGuard;
import protomass.core.json.Json;
import protomass.flame.png.PngDecoder;

/**
 * A shard on disk, opened through its manifest. Images are read at random; the tar is opened for
 * each read and never held in memory, so thousands of shards can be open at once. Thread-safe.
 */
public final class FractalShard {
  private static final String MEND =
      "render the shard again with 'protomass flame', or copy it again together with its manifest";

  private final Path tar;
  private final String tarSha256;
  private final long seed;
  private final long firstImage;
  private final int imageSize;
  private final String contentSha256;
  private final long[] offsets;
  private final int[] lengths;

  private FractalShard(Path tar, ShardManifest manifest) {
    this.tar = tar;
    this.tarSha256 = manifest.tarSha256();
    this.seed = manifest.seed();
    this.firstImage = manifest.firstImage();
    this.imageSize = manifest.size();
    this.contentSha256 = contentSha256(manifest.samples());
    this.offsets = manifest.samples().stream().mapToLong(SampleEntry::pngOffset).toArray();
    this.lengths = manifest.samples().stream().mapToInt(SampleEntry::pngBytes).toArray();
  }

  /**
   * Opens a shard and checks its length against its manifest; {@link #verify} also checks every
   * byte.
   *
   * @throws BadInputException when the tar or its manifest is missing, empty, cut short, or of
   *     another rendering
   */
  public static FractalShard open(Path tar) {
    OutputGuard.reading(tar);
    long bytes = size(tar);
    if (bytes == 0) {
      throw new BadInputException(tar, "the shard is empty (0 bytes)", MEND);
    }
    ShardManifest manifest = ShardManifest.read(tar);
    if (bytes != manifest.tarBytes()) {
      throw new BadInputException(
          tar,
          "the shard has %d bytes, its manifest states %d".formatted(bytes, manifest.tarBytes()),
          MEND);
    }
    requireInside(tar, manifest);
    return new FractalShard(tar, manifest);
  }

  /** The file. */
  public Path path() {
    return tar;
  }

  /** The seed of the set that the shard belongs to. */
  public long seed() {
    return seed;
  }

  /** The number of the shard's first image in the set. */
  public long firstImage() {
    return firstImage;
  }

  /** How many images the shard holds; at least 1. */
  public int count() {
    return offsets.length;
  }

  /** Pixels per side of each image. */
  public int imageSize() {
    return imageSize;
  }

  /** A checksum of the pixels of all images in order, independent of how they are packed. */
  String contentSha256() {
    return contentSha256;
  }

  /**
   * The PNG file of an image.
   *
   * @param image the image's place in the shard, from 0
   */
  public byte[] png(int image) {
    byte[] bytes = new byte[lengths[image]];
    try (FileChannel channel = FileChannel.open(tar, StandardOpenOption.READ)) {
      ByteBuffer target = ByteBuffer.wrap(bytes);
      while (target.hasRemaining()) {
        if (channel.read(target, offsets[image] + target.position()) < 0) {
          throw new BadInputException(tar, "the shard ends inside image %d".formatted(image), MEND);
        }
      }
    } catch (IOException failure) {
      throw unreadable(tar, failure);
    }
    return bytes;
  }

  /**
   * The pixels of an image: red, green and blue, row by row; length 3 x size x size.
   *
   * @param image the image's place in the shard, from 0
   * @throws BadInputException when the image is damaged or not of the manifest's size
   */
  public byte[] rgb(int image) {
    return PngDecoder.decode(png(image), imageSize)
        .orElseThrow(
            () ->
                new BadInputException(
                    tar,
                    "image %d is not a PNG of %d x %d pixels"
                        .formatted(image, imageSize, imageSize),
                    MEND));
  }

  /**
   * Checks the whole shard against its manifest: the tar's checksum, then each member's name,
   * place, length and checksum, and each image's pixels.
   *
   * @throws BadInputException naming the first thing that does not fit
   */
  public void verify() {
    String actual = Checksum.sha256(tar);
    if (!actual.equals(tarSha256)) {
      throw new BadInputException(
          tar, "has the SHA-256 %s, its manifest states %s".formatted(actual, tarSha256), MEND);
    }
    List<SampleEntry> samples = ShardManifest.read(tar).samples();
    try (TarFile file = new TarFile(tar)) {
      List<TarArchiveEntry> members = file.getEntries();
      if (members.size() != 2 * samples.size()) {
        throw mismatch("%d members".formatted(members.size()));
      }
      for (int i = 0; i < samples.size(); i++) {
        verifySample(i, samples.get(i), file, members.get(2 * i), members.get(2 * i + 1));
      }
    } catch (IOException failure) {
      throw unreadable(tar, failure);
    }
  }

  private void verifySample(
      int image, SampleEntry sample, TarFile file, TarArchiveEntry json, TarArchiveEntry png)
      throws IOException {
    require(json.getName().equals(sample.name() + ".json"), json.getName());
    require(png.getName().equals(sample.name() + ".png"), png.getName());
    require(png.getDataOffset() == sample.pngOffset(), png.getName());
    require(content(file, json).equals(sample.jsonSha256()), json.getName());
    require(content(file, png).equals(sample.pngSha256()), png.getName());
    require(png.getSize() == sample.pngBytes(), png.getName());
    require(json.getSize() == sample.jsonBytes(), json.getName());
    require(Checksum.sha256(rgb(image)).equals(sample.pixelsSha256()), png.getName());
  }

  private static String content(TarFile file, TarArchiveEntry member) throws IOException {
    try (InputStream in = file.getInputStream(member)) {
      return Checksum.sha256(in.readAllBytes());
    }
  }

  private void require(boolean holds, String member) {
    if (!holds) {
      throw mismatch("the member " + member);
    }
  }

  private BadInputException mismatch(String what) {
    return new BadInputException(tar, what + " does not fit its manifest", MEND);
  }

  /**
   * What the JSON beside an image says.
   *
   * @param image the image's place in the shard, from 0
   */
  public SampleRecord sampleRecord(int image) {
    String name = ShardWriter.name(firstImage + image) + ".json";
    try (TarFile file = new TarFile(tar)) {
      for (TarArchiveEntry member : file.getEntries()) {
        if (member.getName().equals(name)) {
          try (InputStream in = file.getInputStream(member)) {
            JsonNode tree = SampleRecord.complete(Json.mapper().readTree(in));
            return Json.mapper().treeToValue(tree, SampleRecord.class);
          }
        }
      }
    } catch (IOException failure) {
      throw unreadable(tar, failure);
    }
    throw new BadInputException(tar, "has no member " + name, MEND);
  }

  private static void requireInside(Path tar, ShardManifest manifest) {
    for (SampleEntry sample : manifest.samples()) {
      long last = manifest.tarBytes() - sample.pngBytes();
      if (sample.pngOffset() < 0 || sample.pngBytes() < 1 || sample.pngOffset() > last) {
        throw new BadInputException(
            ShardManifest.pathFor(tar),
            "places image %s outside of the shard".formatted(sample.name()),
            MEND);
      }
    }
  }

  private static String contentSha256(List<SampleEntry> samples) {
    StringBuilder pixels = new StringBuilder();
    for (SampleEntry sample : samples) {
      pixels.append(sample.name()).append(' ').append(sample.pixelsSha256()).append('\n');
    }
    return Checksum.sha256(pixels.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static long size(Path tar) {
    try {
      return Files.size(tar);
    } catch (IOException failure) {
      throw unreadable(tar, failure);
    }
  }

  private static BadInputException unreadable(Path tar, IOException failure) {
    return new BadInputException(
        tar,
        "cannot be read (" + failure + ")",
        "check that it exists and is a readable tar",
        failure);
  }
}
