package protomass.flame.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import protomass.core.artefact.ColourMode;
import protomass.core.artefact.FlameKind;
import protomass.core.artefact.ShardManifest;
import protomass.core.command.CommandRunner;
import protomass.core.command.ProtomassCommand;
import protomass.flame.png.PngDecoder;
import protomass.flame.shard.FractalDataset;
import protomass.flame.shard.FractalShard;
import protomass.flame.shard.SampleRecord;

class FlameCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void writesAShardThatTheReaderVerifies() throws IOException {
    Path tar = folder.resolve("fractals-00001.tar");
    Path sheet = folder.resolve("sheet.png");
    assertEquals(0, run(tar, "--images 20 --shards 2 --shard 1 --contact-sheet " + sheet));
    assertTrue(out.toString().startsWith("wrote " + tar + ": 10 images of 32 px"), out.toString());

    FractalShard shard = FractalShard.open(tar);
    shard.verify();
    assertEquals(10, shard.count());
    assertEquals(10, shard.firstImage());
    assertEquals(3 * 32 * 32, shard.rgb(9).length);
    SampleRecord sample = shard.sampleRecord(4);
    assertEquals(14, sample.index());
    assertEquals(7, sample.seed());
    assertTrue(sample.coverage() >= 0.6);

    ShardManifest manifest = ShardManifest.read(tar);
    assertEquals("000000010", manifest.samples().getFirst().name());
    assertEquals(Files.size(tar), manifest.tarBytes());
    assertEquals(10, manifest.acceptance().accepted());
    assertTrue(manifest.provenance().commandLine().contains("--shard 1"));
    // Six columns and two rows of 32 px with gaps of 4 px.
    byte[] png = Files.readAllBytes(sheet);
    assertTrue(PngDecoder.decode(png, 220).isEmpty());
    assertEquals(220, javax.imageio.ImageIO.read(sheet.toFile()).getWidth());
    assertEquals(76, javax.imageio.ImageIO.read(sheet.toFile()).getHeight());
  }

  @ParameterizedTest
  @EnumSource
  void cutsAndThreadsDoNotChangeTheImages(FlameKind flames) throws IOException {
    Path whole = folder.resolve("whole.tar");
    Path threaded = folder.resolve("threaded.tar");
    String kind = " --flames " + flames;
    assertEquals(0, run(whole, "--images 11 --threads 1" + kind));
    assertEquals(0, run(threaded, "--images 11 --threads 2" + kind));
    assertEquals(-1, Files.mismatch(whole, threaded));

    List<Path> cut = new ArrayList<>();
    for (int shard = 0; shard < 3; shard++) {
      Path tar = folder.resolve("cut-" + shard + ".tar");
      assertEquals(0, run(tar, "--images 11 --shards 3 --shard " + shard + kind));
      cut.add(tar);
    }
    FractalDataset pieces = FractalDataset.open(cut.reversed());
    FractalShard one = FractalShard.open(whole);
    assertEquals(11, pieces.size());
    int image = 0;
    for (FractalShard piece : pieces.shards()) {
      for (int i = 0; i < piece.count(); i++, image++) {
        assertArrayEquals(one.png(image), piece.png(i));
        assertEquals(one.sampleRecord(image), piece.sampleRecord(i));
        assertArrayEquals(one.rgb(image), pieces.rgb(image));
      }
    }
    assertEquals(11, image);
  }

  @Test
  void severalShardsAreThoseOfOneProcessEach() throws IOException {
    Path several = folder.resolve("several");
    Path sheet = folder.resolve("sheet.png");
    String set = "--images 11 --shards 4 --threads 1 ";
    assertEquals(0, run(several, set + "--shard 1-3 --contact-sheet " + sheet), err.toString());
    for (int shard = 1; shard < 4; shard++) {
      Path alone = folder.resolve("alone-" + shard + ".tar");
      assertEquals(0, run(alone, set + "--shard " + shard));
      Path among = several.resolve("fractals-0000" + shard + ".tar");
      assertEquals(-1, Files.mismatch(alone, among));
      FractalShard.open(among).verify();
    }
    try (Stream<Path> files = Files.list(several)) {
      assertEquals(6, files.count());
    }
    assertTrue(Files.exists(sheet));
  }

  @ParameterizedTest
  @CsvSource({
    "3-1, the last shard comes before the first one",
    "1-, 'give one number such as 7, or two such as 10-19'",
    "2-4, '--shard is 4; give a value from 0 to 3'"
  })
  void aWrongRangeOfShardsIsNamed(String range, String message) {
    assertEquals(2, run(folder, "--images 11 --shards 4 --shard " + range));
    assertTrue(err.toString().contains(message), err.toString());
  }

  @Test
  void severalShardsWantAFolder() {
    assertEquals(2, run(folder.resolve("one.tar"), "--images 11 --shards 4 --shard 0-1"));
    assertTrue(err.toString().contains("give a folder for the tars"), err.toString());
  }

  @Test
  void theColourModeIsObeyed() {
    Path tar = folder.resolve("maps.tar");
    assertEquals(0, run(tar, "--images 1 --colour independent"));
    assertEquals(ColourMode.INDEPENDENT, FractalShard.open(tar).sampleRecord(0).colour());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--images 0 | --images is 0; give a value from 1 to 1000000000",
        "--images 9 --shards 10 | --shards is 10; give a value from 1 to 9",
        "--images 9 --shards 3 --shard 3 | --shard is 3; give a value from 0 to 2",
        "--images 9 --shard -1 | --shard is -1; give a value from 0 to 0",
        "--images 9 --size 15 | --size is 15; give a value from 16 to 4080",
        "--images 9 --size 4081 | --size is 4081; give a value from 16 to 4080",
        "--images 9 --points 999 | --points is 999; give a value from 1000 to 268435456",
        "--images 9 --threads 0 | --threads is 0; give a value from 1 to 1024",
        "--images 9 --minimum-coverage 1.5 | --minimum-coverage is 1.5; give a value from 0.0 to 1.0",
        "--images 9 --minimum-coverage NaN | --minimum-coverage is NaN; give a value",
        "--images 9 --points 0 | --points is 0; give a value from 1000 to 268435456",
        "--images 9 --minimum-coverage 2 | --minimum-coverage is 2.0; give a value from 0.0 to 1.0",
        "--images 9 --minimum-structure -1 | --minimum-structure is -1.0; give a value",
        "--images 9 --gamma 0 | --gamma is 0.0; give a value from 0.5 to 8.0",
        "--images 9 --vibrancy 1.5 | --vibrancy is 1.5; give a value from 0.0 to 1.0",
        "--images 9 --supersampling 4 | --supersampling is 4; give a value from 1 to 3",
        "--images 9 --smoothing 10 | --smoothing is 10; give a value from 0 to 9",
        "--images 9 --size 2000 --supersampling 3 | --size x --supersampling is 6000; give",
        "--shards 2 | --images is missing; give the number of images",
        "--images 9 --verify a.tar --render b.json | --verify and --render are both given",
        "--images 9 --colour pink | for option '--colour'",
        "--images many | for option '--images'",
        "--images 9 --minimum-coverage 1 --size 300 --points 1000 | lower --minimum-coverage"
      })
  void aBadOptionIsNamedAndNothingIsWritten(String options, String message) throws IOException {
    Path tar = folder.resolve("bad.tar");
    assertEquals(2, run(tar, options));
    assertTrue(err.toString().contains(message), err.toString());
    assertEquals(1, err.toString().lines().count());
    assertNothingWritten();
  }

  @Test
  void theOutputMustBeATar() throws IOException {
    assertEquals(2, run(folder.resolve("bad.zip"), "--images 1"));
    assertTrue(err.toString().contains("ends in .tar"), err.toString());
    assertNothingWritten();
  }

  @Test
  void aFolderThatCannotBeWrittenHasItsOwnExitCode() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals(73, run(file.resolve("a.tar"), "--images 1"));
    assertTrue(err.toString().contains("cannot be written"), err.toString());
  }

  @Test
  void theHelpStatesDefaultsAndTheCommandIsRegistered() {
    CommandLine commandLine = CommandRunner.of(new FlameCommand());
    String help = commandLine.getUsageMessage().replaceAll("\\s+", " ");
    assertTrue(help.contains("Default: 0.6") && help.contains("Default: independent"), help);
    assertFalse(help.contains("DEFAULT-VALUE"), help);
    assertTrue(
        ServiceLoader.load(ProtomassCommand.class).stream()
            .anyMatch(provider -> provider.type() == FlameCommand.class));
  }

  private int run(Path tar, String options) {
    List<String> arguments = new ArrayList<>(List.of("--seed", "7", "--out", tar.toString()));
    if (!options.contains("--size")) {
      arguments.addAll(List.of("--size", "32"));
    }
    if (!options.contains("--points")) {
      arguments.addAll(List.of("--points", "9000"));
    }
    arguments.addAll(List.of(options.split(" ")));
    return CommandRunner.of(new FlameCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }

  private void assertNothingWritten() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      assertEquals(List.of(), entries.toList());
    }
  }
}
