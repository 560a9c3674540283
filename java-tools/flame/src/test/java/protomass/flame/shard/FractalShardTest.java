package protomass.flame.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.artefact.ColourMode;
import protomass.core.artefact.SampleEntry;
import protomass.core.artefact.ShardManifest;
import protomass.core.error.BadInputException;
import protomass.core.error.UsageException;
import protomass.core.file.Seal;
import protomass.core.provenance.Provenance;
import protomass.flame.render.FlameSettings;

class FractalShardTest {
  @TempDir Path folder;
  private Path tar;

  @BeforeEach
  void writeShard() {
    tar = write("a.tar", 7, 24);
  }

  @Test
  void anEmptyShardIsNamed() throws IOException {
    Files.write(tar, new byte[0]);
    assertBad(() -> FractalShard.open(tar), tar + ": the shard is empty (0 bytes); render the");
  }

  @Test
  void aTruncatedShardIsNamed() throws IOException {
    byte[] bytes = Files.readAllBytes(tar);
    Files.write(tar, Arrays.copyOf(bytes, bytes.length - 512));
    assertBad(
        () -> FractalShard.open(tar),
        "%s: the shard has %d bytes, its manifest states %d; render the shard again"
            .formatted(tar, bytes.length - 512, bytes.length));
  }

  @Test
  void aMissingShardOrManifestIsNamed() throws IOException {
    Path absent = folder.resolve("absent.tar");
    assertBad(() -> FractalShard.open(absent), absent + ": cannot be read");
    Files.delete(folder.resolve("a.manifest.json"));
    assertBad(() -> FractalShard.open(tar), folder.resolve("a.manifest.json") + ": cannot be read");
  }

  @Test
  void anotherManifestFormatIsNamed() throws IOException {
    changeManifest(ShardManifest.FORMAT, "something else");
    assertBad(() -> FractalShard.open(tar), "has the format 'something else'");
  }

  @Test
  void aManifestThatMiscountsIsNamed() throws IOException {
    changeManifest("\"count\" : 3", "\"count\" : 4");
    assertBad(() -> FractalShard.open(tar), "states 4 images and lists 3");
  }

  /** One bit in the header, in a JSON, in a PNG and in the padding at the end. */
  @Test
  void verifyNoticesOneFlippedBitAnywhere() throws IOException {
    byte[] bytes = Files.readAllBytes(tar);
    int inPng = (int) ShardManifest.read(tar).samples().get(1).pngOffset() + 100;
    for (int position : new int[] {0, 600, inPng, bytes.length - 1}) {
      byte[] damaged = bytes.clone();
      damaged[position] ^= 4;
      Files.write(tar, damaged);
      FractalShard shard = FractalShard.open(tar);
      assertBad(shard::verify, tar + ": has the SHA-256");
    }
    Files.write(tar, bytes);
    FractalShard.open(tar).verify();
  }

  /** The tar's own checksum agrees here, so that the members' checks are seen to work. */
  @Test
  void verifyNoticesAMemberThatDoesNotFit() throws IOException {
    ShardManifest manifest = ShardManifest.read(tar);
    List<SampleEntry> samples = manifest.samples();
    for (String checksum :
        List.of(
            samples.get(1).jsonSha256(),
            samples.get(1).pngSha256(),
            samples.get(1).pixelsSha256())) {
      String original = Files.readString(folder.resolve("a.manifest.json"));
      changeManifest(checksum, "0".repeat(64));
      FractalShard shard = FractalShard.open(tar);
      assertBad(shard::verify, "the member 000000001.");
      Files.writeString(folder.resolve("a.manifest.json"), original);
    }
  }

  @Test
  void aDamagedImageIsNamedWhenRead() throws IOException {
    byte[] bytes = Files.readAllBytes(tar);
    int offset = (int) ShardManifest.read(tar).samples().get(2).pngOffset();
    Arrays.fill(bytes, offset, offset + 40, (byte) 0);
    Files.write(tar, bytes);
    FractalShard shard = FractalShard.open(tar);
    assertBad(() -> shard.rgb(2), tar + ": image 2 is not a PNG of 24 x 24 pixels");
  }

  @Test
  void aDatasetJoinsShardsInTheOrderOfTheirNames() {
    Path second = write("b.tar", 8, 24);
    FractalDataset dataset = FractalDataset.open(List.of(second, tar));
    assertEquals(6, dataset.size());
    assertEquals(24, dataset.imageSize());
    assertArrayEquals(FractalShard.open(tar).rgb(2), dataset.rgb(2));
    assertArrayEquals(FractalShard.open(second).rgb(0), dataset.rgb(3));
    assertThrows(IndexOutOfBoundsException.class, () -> dataset.rgb(6));
    assertThrows(IndexOutOfBoundsException.class, () -> dataset.rgb(-1));
  }

  @Test
  void theManifestHashFollowsTheImages() {
    Path second = write("b.tar", 8, 24);
    String hash = FractalDataset.open(List.of(tar, second)).manifestHash();
    assertEquals(hash, FractalDataset.open(List.of(second, tar)).manifestHash());
    assertNotEquals(hash, FractalDataset.open(List.of(tar)).manifestHash());
    write("b.tar", 9, 24);
    assertNotEquals(hash, FractalDataset.open(List.of(tar, second)).manifestHash());
  }

  @Test
  void aDatasetNeedsShardsOfOneSize() {
    Path other = write("b.tar", 8, 32);
    assertBad(
        () -> FractalDataset.open(List.of(tar, other)),
        other + ": holds images of 32 px, a.tar of 24 px; give shards of one --size");
    assertThrows(UsageException.class, () -> FractalDataset.open(List.of()));
  }

  @Test
  void manyThreadsReadTheSameImages() {
    FractalDataset dataset = FractalDataset.open(List.of(tar));
    byte[][] expected = {dataset.rgb(0), dataset.rgb(1), dataset.rgb(2)};
    IntStream.range(0, 300)
        .parallel()
        .forEach(i -> assertArrayEquals(expected[i % 3], dataset.rgb(i % 3)));
  }

  private Path write(String name, long seed, int size) {
    Path file = folder.resolve(name);
    FlameSettings settings = new FlameSettings(seed, size, 6000, ColourMode.STRUCTURAL);
    new ShardWriter(settings, new ShardPlan(3, 1, 0), 1, Provenance.of("test", seed))
        .write(file, flame -> {});
    return file;
  }

  /** The manifest's own checksum is made to agree: what it states is to be looked at itself. */
  private void changeManifest(String from, String to) throws IOException {
    Path file = folder.resolve("a.manifest.json");
    String text = Files.readString(file);
    assertTrue(text.contains(from));
    String blank = "$1" + Seal.BLANK;
    String unsealed = text.replaceFirst("(\"" + Seal.KEY + "\" : \")[^\"]*", blank);
    byte[] changed = unsealed.replace(from, to).getBytes(StandardCharsets.UTF_8);
    Seal.fill(changed);
    Files.write(file, changed);
  }

  private static void assertBad(org.junit.jupiter.api.function.Executable action, String message) {
    BadInputException failure = assertThrows(BadInputException.class, action);
    assertEquals(65, failure.exitCode());
    assertTrue(failure.getMessage().contains(message), failure.getMessage());
  }
}
