package protomass.flame.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.core.artefact.Acceptance;
import protomass.core.artefact.ColourMode;
import protomass.core.artefact.Development;
import protomass.core.artefact.FlameKind;
import protomass.core.error.UsageException;
import protomass.core.provenance.Provenance;
import protomass.flame.render.FlameSettings;

class FractalStreamTest {
  private static final String DESCRIPTION =
      "stream:seed=7,count=8,size=32,points=9000,colour=independent,cache=3";

  @TempDir Path folder;

  @Test
  void givesThePixelsOfTheStoredSetInAnyOrder() {
    Path tar = folder.resolve("a.tar");
    FlameSettings settings = new FlameSettings(7, 32, 9000, ColourMode.INDEPENDENT);
    new ShardWriter(settings, new ShardPlan(8, 1, 0), 1, Provenance.of("test", 7L))
        .write(tar, flame -> {});
    FractalSource stored = FractalDataset.open(List.of(tar));
    FractalSource stream = FractalStream.parse(DESCRIPTION);
    assertEquals(stored.size(), stream.size());
    assertEquals(stored.imageSize(), stream.imageSize());
    for (int index : new int[] {5, 0, 7, 5, 1, 2, 3, 4, 6, 5}) {
      assertArrayEquals(stored.rgb(index), stream.rgb(index));
    }
  }

  @Test
  void drawsTheStudysFlamesByTheirOwnRules() {
    Path tar = folder.resolve("a.tar");
    Acceptance acceptance = new Acceptance(0.7, 0);
    FlameSettings settings =
        new FlameSettings(
            7, 32, 9000, FlameKind.STUDY, ColourMode.INDEPENDENT, acceptance, Development.USUAL);
    new ShardWriter(settings, new ShardPlan(8, 1, 0), 1, Provenance.of("test", 7L))
        .write(tar, flame -> assertTrue(flame.appearance().coverage() >= 0.7));
    FractalSource stored = FractalDataset.open(List.of(tar));
    FractalSource stream = FractalStream.parse(DESCRIPTION + ",flames=study,minimum-coverage=0.7");
    for (int index = 0; index < 8; index++) {
      assertArrayEquals(stored.rgb(index), stream.rgb(index));
    }
  }

  /** Taken before there was more than one kind: a training that began then goes on. */
  @Test
  void theHashOfRichFlamesIsThatOfEarlierVersions() {
    String hash = FractalStream.parse(DESCRIPTION).manifestHash();
    assertEquals("7f5c6495af30bfcd4fd7f2979dfe8194aaaced61b8ee45e0729e5360cd2f9d03", hash);
    String spelt = ",flames=rich,minimum-coverage=0.6,minimum-structure=0.08";
    assertEquals(hash, FractalStream.parse(DESCRIPTION + spelt).manifestHash());
    for (String other :
        List.of(",flames=study", ",minimum-coverage=0.5", ",minimum-structure=0.1")) {
      assertNotEquals(hash, FractalStream.parse(DESCRIPTION + other).manifestHash());
    }
  }

  @Test
  void manyThreadsGetTheSameImagesAndMayChangeThem() {
    FractalSource stream = FractalStream.parse(DESCRIPTION);
    byte[][] expected = IntStream.range(0, 8).mapToObj(stream::rgb).toArray(byte[][]::new);
    IntStream.range(0, 400)
        .parallel()
        .forEach(
            i -> {
              byte[] image = stream.rgb(i % 8);
              assertArrayEquals(expected[i % 8], image);
              java.util.Arrays.fill(image, (byte) 1);
            });
  }

  /** Those of {@code flame} without its options, and so of a stored set made without them. */
  @Test
  void whatIsLeftOutIsAsInTheCommand() {
    String hash = FractalStream.parse("stream:seed=7,count=8").manifestHash();
    assertEquals(
        hash,
        FractalStream.parse("stream:seed=7,count=8,size=336,points=1000000,colour=independent")
            .manifestHash());
  }

  @Test
  void theHashFollowsWhatThePixelsDependOn() {
    String hash = FractalStream.parse(DESCRIPTION).manifestHash();
    assertEquals(
        hash, FractalStream.parse(DESCRIPTION.replace("cache=3", "cache=9")).manifestHash());
    Map<String, String> changes =
        Map.of("seed=7", "seed=8", "count=8", "count=9", "32", "33", "9000", "9001");
    changes.forEach(
        (from, to) ->
            assertNotEquals(
                hash, FractalStream.parse(DESCRIPTION.replace(from, to)).manifestHash()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stream:seed=7 | lacks count",
        "stream:count=7 | lacks seed",
        "stream:seed=7,count=0 | count is 0; give a value from 1",
        "stream:seed=7,count=9,cache=0 | cache is 0; give at least 1",
        "stream:seed=7,count=9,size=3 | --size is 3",
        "stream:seed=x,count=9 | has a part that cannot be read",
        "stream:seed=7,count=9,colour=pink | has a part that cannot be read",
        "stream:seed=7,count=9,flames=richer | has a part that cannot be read",
        "stream:seed=7,count=9,minimum-coverage=2 | --minimum-coverage is 2",
        "stream:seed=7,count=9,hue=3 | has the part 'hue=3'",
        "stream:seed=7,count=9,count=8 | has the part 'count=8'",
        "stream: | has the part ''",
        "fractals.tar | does not begin with stream:"
      })
  void aBadDescriptionIsNamed(String description, String message) {
    UsageException failure =
        assertThrows(UsageException.class, () -> FractalStream.parse(description));
    assertTrue(failure.getMessage().contains(message), failure.getMessage());
  }

  @Test
  void imagesBeyondTheEndAreRefused() {
    FractalSource stream = FractalStream.parse(DESCRIPTION);
    assertThrows(IndexOutOfBoundsException.class, () -> stream.rgb(8));
    assertThrows(IndexOutOfBoundsException.class, () -> stream.rgb(-1));
  }
}
