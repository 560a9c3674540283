package protomass.flame.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.core.artefact.FlameKind;
import protomass.core.artefact.ShardManifest;
import protomass.core.command.CommandRunner;
import protomass.core.file.Checksum;
import protomass.core.json.Json;
import protomass.flame.png.PngDecoder;
import protomass.flame.shard.FractalShard;
import protomass.flame.shard.SampleRecord;
import protomass.testing.Unsealed;

/** Shards that are kept, checked and redrawn. */
class FlameTasksTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path tar;

  @BeforeEach
  void writeShard() {
    tar = folder.resolve("a.tar");
    assertEquals(0, render("--images 6"));
  }

  @Test
  void aShardThatStandsThereAndIsWholeIsKept() throws IOException {
    FileTime before = Files.getLastModifiedTime(tar);
    byte[] bytes = Files.readAllBytes(tar);
    Files.setLastModifiedTime(tar, FileTime.fromMillis(1000));
    Path sheet = folder.resolve("sheet.png");
    assertEquals(0, render("--images 6 --contact-sheet " + sheet));
    assertEquals(1000, Files.getLastModifiedTime(tar).toMillis());
    assertTrue(out.toString().contains("kept " + tar + ": 6 images"), out.toString());
    assertTrue(Files.size(sheet) > 0);
    // Another number of points is another shard.
    assertEquals(0, render("--images 6 --points 9100"));
    assertTrue(Files.getLastModifiedTime(tar).compareTo(before) >= 0);
    assertFalse(java.util.Arrays.equals(bytes, Files.readAllBytes(tar)));
  }

  @Test
  void aDamagedShardIsRenderedAgain() throws IOException {
    byte[] bytes = Files.readAllBytes(tar);
    byte[] damaged = bytes.clone();
    damaged[2000] ^= 1;
    Files.write(tar, damaged);
    assertEquals(0, render("--images 6"));
    assertTrue(err.toString().contains("rendering it again"), err.toString());
    assertArrayEquals(bytes, Files.readAllBytes(tar));
  }

  /** Another version of the program that draws the same images. */
  @Test
  void aShardOfAnotherVersionOfTheProgramIsKept() throws IOException {
    Path manifest = folder.resolve("a.manifest.json");
    rewriteManifest("\"generator\" : \"[^\"]*\"", "\"generator\" : \"0.0.9\"");
    String text = Files.readString(manifest);
    assertEquals(0, render("--images 6"));
    assertTrue(out.toString().contains("kept " + tar), out.toString());
    assertEquals(text, Files.readString(manifest));
  }

  @Test
  void aShardOfAnotherVersionOfTheAlgorithmIsRedrawn() throws IOException {
    String drawn = Files.readString(folder.resolve("a.manifest.json"));
    rewriteManifest("\"algorithm\" : 1", "\"algorithm\" : 2");
    assertEquals(65, run("--verify", tar.toString()));
    assertEquals(
        "flame: "
            + tar
            + ": was drawn by version 2 of the algorithm, this program draws version 1; render the"
            + " shard again with this version of 'protomass flame', or check its bytes alone with"
            + " --sample 0",
        err.toString().lines().reduce((_, last) -> last).orElse(""));
    assertEquals(0, run("--verify", tar.toString(), "--sample", "0"));
    assertEquals(0, render("--images 6"));
    assertFalse(out.toString().contains("kept"), out.toString());
    assertEquals(drawn, Files.readString(folder.resolve("a.manifest.json")));
  }

  /** Such as an earlier version of the program wrote: it draws version 1 of the algorithm. */
  @Test
  void aShardThatStatesNoAlgorithmIsOfTheFirst() throws IOException {
    rewriteManifest("  \"algorithm\" : 1,\n", "");
    assertEquals(1, ShardManifest.read(tar).algorithm());
    assertEquals(0, run("--verify", tar.toString()));
    assertEquals(0, render("--images 6"));
    assertTrue(out.toString().contains("kept " + tar), out.toString());
  }

  /** The kind stands in the manifest, and images of one kind are not taken for the other's. */
  @Test
  void aShardOfTheOtherKindIsRedrawn() throws IOException {
    byte[] rich = Files.readAllBytes(tar);
    assertEquals(FlameKind.RICH, ShardManifest.read(tar).flames());
    assertEquals(0, render("--images 6 --flames study"));
    assertFalse(out.toString().contains("kept"), out.toString());
    assertEquals(FlameKind.STUDY, ShardManifest.read(tar).flames());
    assertEquals(0, ShardManifest.read(tar).rules().minimumStructure());
    assertFalse(Arrays.equals(rich, Files.readAllBytes(tar)));
    assertEquals(0, render("--images 6 --flames study"));
    assertTrue(out.toString().contains("kept " + tar), out.toString());
    assertEquals(0, render("--images 6"));
    assertArrayEquals(rich, Files.readAllBytes(tar));
  }

  /** Such as an earlier version of the program wrote: it knew one kind alone. */
  @Test
  void aShardThatStatesNoKindIsRich() throws IOException {
    rewriteManifest("  \"flames\" : \"rich\",\n", "");
    assertEquals(FlameKind.RICH, ShardManifest.read(tar).flames());
    assertEquals(0, run("--verify", tar.toString()));
    assertEquals(0, render("--images 6"));
    assertTrue(out.toString().contains("kept " + tar), out.toString());
  }

  @Test
  void imagesOfTheStudysKindAreRenderedAgainFromTheirRecords() throws IOException {
    assertEquals(0, render("--images 6 --flames study"));
    assertEquals(0, run("--verify", tar.toString(), "--sample", "6"));
    FractalShard shard = FractalShard.open(tar);
    Path record = record(Json.line(shard.sampleRecord(3)));
    assertTrue(Files.readString(record).contains("\"flames\":\"study\""));
    Path picture = folder.resolve("p.png");
    assertEquals(0, run("--render", record.toString(), "--out", picture.toString()));
    assertArrayEquals(shard.png(3), Files.readAllBytes(picture));
  }

  @Test
  void theStudysFlamesAreNotSmoothedTwice() {
    assertEquals(2, render("--images 6 --flames study --smoothing 3"));
    assertTrue(
        err.toString().contains("--smoothing 3 with --flames study; leave it out"), err.toString());
  }

  private void rewriteManifest(String pattern, String replacement) throws IOException {
    Path manifest = folder.resolve("a.manifest.json");
    Unsealed.json(manifest);
    String text = Files.readString(manifest);
    String changed = text.replaceFirst(pattern, replacement);
    assertFalse(changed.equals(text));
    Files.writeString(manifest, changed);
  }

  @Test
  void verifyReportsWhatItChecked() {
    assertEquals(0, run("--verify", tar.toString(), "--sample", "3"));
    assertTrue(
        out.toString().contains("verified " + tar + ": 6 images, 3 of them rendered again"),
        out.toString());
    assertTrue(out.toString().contains("images that look like an earlier one: 0"), out.toString());
  }

  @Test
  void verifyFindsAnImageTwice() throws IOException {
    Path copy = folder.resolve("b.tar");
    Files.copy(tar, copy);
    Files.copy(folder.resolve("a.manifest.json"), folder.resolve("b.manifest.json"));
    assertEquals(0, run("--verify", folder + "/*.tar"));
    assertTrue(out.toString().contains("images that look like an earlier one: 6"), out.toString());
    assertTrue(out.toString().contains("7/000000005 like 7/000000005 (0 bits)"), out.toString());
  }

  @Test
  void verifyNamesADamagedShard() throws IOException {
    byte[] bytes = Files.readAllBytes(tar);
    bytes[2000] ^= 1;
    Files.write(tar, bytes);
    assertEquals(65, run("--verify", tar.toString()));
    assertEquals(1, err.toString().lines().filter(line -> line.contains(tar.toString())).count());
    assertTrue(err.toString().contains("its manifest states"), err.toString());
  }

  /** Checksums that agree with pixels that the genome does not give. */
  @Test
  void verifyNoticesPixelsOfAnotherGenome() throws IOException {
    Path manifest = folder.resolve("a.manifest.json");
    String text = Files.readString(manifest);
    SampleRecord second = FractalShard.open(tar).sampleRecord(1);
    byte[] bytes = Files.readAllBytes(tar);
    String json = new String(bytes, StandardCharsets.ISO_8859_1);
    String from = "\"index\":1,\"seed\":7";
    String to = "\"index\":1,\"seed\":8";
    assertTrue(json.contains(from) && second.seed() == 7);
    byte[] changed = json.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    Files.write(tar, changed);
    String member = new String(bytes, StandardCharsets.ISO_8859_1);
    text =
        text.replace(
            sha256(memberOf(member, from)), sha256(memberOf(member, from).replace(from, to)));
    text = text.replace(Checksum.sha256(bytes), Checksum.sha256(changed));
    Files.writeString(manifest, text);
    assertEquals(65, run("--verify", tar.toString(), "--sample", "6"));
    assertTrue(err.toString().contains("a.manifest.json: is damaged"), err.toString());
    Unsealed.json(manifest);
    assertEquals(65, run("--verify", tar.toString(), "--sample", "6"));
    assertTrue(err.toString().contains("image 1 comes out differently"), err.toString());
  }

  private static String memberOf(String tarText, String part) {
    int start = tarText.lastIndexOf('\0', tarText.indexOf(part)) + 1;
    return tarText.substring(start, tarText.indexOf('\0', start));
  }

  private static String sha256(String text) {
    return Checksum.sha256(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void anImageIsRedrawnFromItsRecord() throws IOException {
    FractalShard shard = FractalShard.open(tar);
    Path record = record(Json.line(shard.sampleRecord(3)));
    Path picture = folder.resolve("p.png");
    assertEquals(0, run("--render", record.toString(), "--out", picture.toString()));
    assertArrayEquals(shard.png(3), Files.readAllBytes(picture));
    assertEquals(
        0, run("--render", record.toString(), "--size", "96", "--out", picture.toString()));
    byte[] large = PngDecoder.decode(Files.readAllBytes(picture), 96).orElseThrow();
    assertTrue(correlation(shard.rgb(3), large) > 0.7);
  }

  /** Of the brightness of a picture with its threefold enlargement. */
  private static double correlation(byte[] small, byte[] large) {
    double[] a = new double[32 * 32];
    double[] b = new double[32 * 32];
    for (int pixel = 0; pixel < 96 * 96; pixel++) {
      for (int channel = 0; channel < 3; channel++) {
        b[pixel / 96 / 3 * 32 + pixel % 96 / 3] += large[3 * pixel + channel] & 0xFF;
      }
    }
    for (int i = 0; i < 3 * a.length; i++) {
      a[i / 3] += small[i] & 0xFF;
    }
    return pearson(a, b);
  }

  private static double pearson(double[] a, double[] b) {
    double meanA = java.util.Arrays.stream(a).average().orElseThrow();
    double meanB = java.util.Arrays.stream(b).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"palette\":\\[[^\\]]*\\] | \"palette\":[\"#ff0000\"] | at least 2 anchors, not 1",
        "\"palette\":\\[[^\\]]*\\] | \"palette\":[\"#ff0000\",\"red\"] | a colour is #rrggbb, not red",
        "\"affine\":\\[[^\\]]*\\] | \"affine\":[9,0,0,9,5,5] | its points escape to infinity",
        "\"affine\":\\[[^\\]]*\\] | \"affine\":[9,0,0] | an affine map has 6 coefficients, not 3",
        "\"half_width\":[^}]* | \"half_width\":0 | half width must be positive",
        "\"variation\":\"[a-z]*\" | \"variation\":\"wobble\" | is not the JSON expected",
        "\"points\":[0-9]* | \"points\":0 | points is out of range: 0"
      })
  void aBadRecordIsNamed(String pattern, String replacement, String message) throws IOException {
    SampleRecord good = FractalShard.open(tar).sampleRecord(0);
    String json = Json.line(good);
    String bad = json.replaceAll(pattern, java.util.regex.Matcher.quoteReplacement(replacement));
    if (bad.contains("[9,0,0,9")) {
      bad = bad.replaceAll("\"variation\":\"[a-z]*\"", "\"variation\":\"linear\"");
      bad = bad.replaceAll("\"post\":\\[[^\\]]*\\]", "\"post\":[1,0,0,1,0,0]");
    }
    assertFalse(bad.equals(json));
    Path record = record(bad);
    Path picture = folder.resolve("p.png");
    int code = run("--render", record.toString(), "--out", picture.toString());
    assertEquals(65, code);
    assertTrue(err.toString().contains(message), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertFalse(Files.exists(picture));
  }

  @Test
  void aMissingRecordIsNamed() {
    assertEquals(65, run("--render", folder + "/none.json", "--out", folder + "/p.png"));
    assertTrue(err.toString().contains("none.json"), err.toString());
  }

  @Test
  void aPictureMustBeAPng() {
    assertEquals(2, run("--render", "a.json", "--out", folder + "/p.jpg"));
    assertTrue(err.toString().contains("ends in .png"), err.toString());
  }

  /** A limit on the size of files stands for a disk that is full. */
  @Test
  void aFullDiskLeavesNothingBehind() throws IOException, InterruptedException {
    Path full = Files.createDirectory(folder.resolve("full"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command =
        ("ulimit -f 8; exec '%s' -XX:-UsePerfData -cp '%s' '%s' --seed 7 --images 40 --size 64"
                + " --points 9000 --minimum-coverage 0.1 --quiet --out '%s'")
            .formatted(
                java,
                System.getProperty("java.class.path"),
                OneCommand.class.getName(),
                full.resolve("a.tar"));
    Process process = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(73, process.exitValue(), output);
    assertEquals(1, output.lines().count(), output);
    assertTrue(output.contains("a.tar: cannot be written"), output);
    try (Stream<Path> left = Files.list(full)) {
      assertEquals(List.of(), left.toList());
    }
  }

  /** The command in a process of its own. */
  static final class OneCommand {
    private OneCommand() {}

    public static void main(String[] arguments) {
      System.exit(CommandRunner.of(new FlameCommand()).execute(arguments));
    }
  }

  private Path record(String json) throws IOException {
    return Files.writeString(folder.resolve("genome.json"), json);
  }

  private int render(String options) {
    List<String> arguments = new ArrayList<>(List.of("--seed", "7", "--size", "32"));
    if (!options.contains("--points")) {
      arguments.addAll(List.of("--points", "9000"));
    }
    arguments.addAll(List.of("--out", tar.toString()));
    arguments.addAll(List.of(options.split(" ")));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    return CommandRunner.of(new FlameCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
