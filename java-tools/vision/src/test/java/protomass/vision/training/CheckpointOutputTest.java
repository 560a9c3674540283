package protomass.vision.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.command.CommandRunner;
import protomass.core.file.Checksum;
import protomass.testing.OwnProcess;
import protomass.testing.SharedFolder;

/** Where a checkpoint may be written, and what an export must leave alone. */
class CheckpointOutputTest {
  @TempDir static Path trained;
  @TempDir Path folder;
  private final StringWriter err = new StringWriter();

  /** Runs {@code pretrain} in a process of its own. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      System.exit(CommandRunner.of(new PretrainCommand()).execute(arguments));
    }
  }

  @BeforeAll
  static void train() {
    StringWriter err = new StringWriter();
    int exitCode =
        CommandRunner.of(new PretrainCommand())
            .setErr(new PrintWriter(err))
            .execute(arguments("--segments", "4", "--out", trained.resolve("a").toString()));
    assertEquals(0, exitCode, err.toString());
  }

  @BeforeEach
  void copyCheckpoint() throws IOException {
    copy(trained.resolve("a"), folder.resolve("a"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static String[] arguments(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--recipe",
                SharedFolder.repository().resolve("conf/recipes/test.yaml").toString(),
                "--fractals",
                "stream:seed=3,count=32,size=40,points=5000",
                "--quiet",
                "--threads",
                "1"));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private int run(Object command, String... arguments) {
    err.getBuffer().setLength(0);
    return CommandRunner.of(command)
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private int pretrain(String... more) {
    return run(new PretrainCommand(), arguments(more));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private Map<String, String> sums() throws IOException {
    Map<String, String> sums = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> sums.put(folder.relativize(file).toString(), Checksum.sha256(file)));
    }
    return sums;
  }

  private void assertRefused(String fault, String... more) throws IOException {
    Map<String, String> before = sums();
    assertEquals(2, pretrain(more), err.toString());
    assertTrue(err.toString().contains(fault), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertEquals(before, sums());
  }

  @Test
  void aFolderOfSomeoneElseIsNoPlaceForACheckpoint() throws IOException {
    Files.createDirectories(folder.resolve("thesis/chapters"));
    Files.writeString(folder.resolve("thesis/thesis.tex"), "years of work");
    assertRefused("holds no state.json, but chapters", "--out", at("thesis"));
    Files.createDirectory(folder.resolve("foreign"));
    Files.writeString(folder.resolve("foreign/state.json"), "{\"terraform_version\": 1}");
    assertRefused("holds state.json", "--out", at("foreign"));
  }

  @Test
  void aPlainFileIsNoPlaceForACheckpoint() throws IOException {
    Files.writeString(folder.resolve("notes"), "mine");
    assertRefused("is no folder", "--out", at("notes"));
  }

  @Test
  void aCheckpointWithAnotherFileInItIsNotReplaced() throws IOException {
    Files.writeString(folder.resolve("a/notes.txt"), "mine");
    assertRefused("holds notes.txt", "--out", at("a"));
    assertRefused("holds notes.txt", "--from", at("a"), "--out", at("a"));
  }

  @Test
  void anInputIsNotReplacedBesideTheCheckpointItself() throws IOException {
    assertRefused("is the input", "--from", at("a"), "--out", at("a"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a"));
    assertRefused("is the input", "--warm-start", at("link"), "--out", at("a"));
    assertRefused("is the input", "--warm-start", at("a"), "--out", at("link"));
  }

  @Test
  void keptCheckpointsAreLookedAtBeforeTheTraining() throws IOException {
    Files.createDirectory(folder.resolve("b.epoch-2"));
    Files.writeString(folder.resolve("b.epoch-2/mine"), "mine");
    assertRefused("holds no state.json, but mine", "--keep-every", "2", "--out", at("b"));
  }

  @Test
  void aTrainingGoesOnInItsOwnCheckpointAndInEmptyFolders() throws IOException {
    assertEquals(0, pretrain("--segments", "4", "--out", at("a")), err.toString());
    assertTrue(Checkpoint.open(folder.resolve("a")).state().iteration() > iteration());
    Files.createDirectory(folder.resolve("empty"));
    assertEquals(0, pretrain("--segments", "4", "--out", at("empty")), err.toString());
    assertEquals(iteration(), Checkpoint.open(folder.resolve("empty")).state().iteration());
    assertEquals(List.of(), hidden());
  }

  private static long iteration() {
    return Checkpoint.open(trained.resolve("a")).state().iteration();
  }

  @Test
  void aLinkToACheckpointStaysALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a"));
    assertEquals(0, pretrain("--segments", "4", "--out", link.toString()), err.toString());
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Checkpoint.open(folder.resolve("a")).state().iteration() > iteration());
  }

  /** A kill between the two moves that replace a checkpoint leaves it beside its place. */
  @Test
  void aCheckpointThatAKilledRunLeftBesideItsPlaceIsGoneOnFrom() throws IOException {
    Files.move(folder.resolve("a"), folder.resolve(".a.old"));
    assertEquals(0, pretrain("--segments", "4", "--out", at("a")), err.toString());
    assertTrue(Checkpoint.open(folder.resolve("a")).state().iteration() > iteration());
    assertEquals(List.of(), hidden());
  }

  @Test
  void aFolderOfSomeoneElseUnderTheHiddenNameStays() throws IOException {
    Files.createDirectory(folder.resolve(".a.old"));
    Files.writeString(folder.resolve(".a.old/mine"), "mine");
    assertRefused("under which stands what is no checkpoint", "--out", at("a"));
  }

  @Test
  void theFolderThatTheCommandRunsInIsNotPulledAwayUnderIt() throws Exception {
    Map<String, String> before = sums();
    for (String out : List.of("../a", ".", "..")) {
      Process process =
          new ProcessBuilder(OwnProcess.command(Main.class, arguments("--out", out)))
              .directory(folder.resolve("a").toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(2, process.waitFor(), said);
      assertTrue(said.contains("the folder that the command runs in"), said);
      assertEquals(before, sums());
    }
  }

  @Test
  void anExportLeavesTheCheckpointAlone() throws IOException {
    Map<String, String> before = sums();
    for (String name : List.of("teacher.safetensors", "state.json", "throughput.jsonl")) {
      int exitCode = run(new ExportCommand(), "--checkpoint", at("a"), "--out", at("a/" + name));
      assertEquals(2, exitCode, err.toString());
      assertTrue(err.toString().contains("is the input"), err.toString());
      assertEquals(before, sums());
    }
    assertEquals(
        0, run(new ExportCommand(), "--checkpoint", at("a"), "--out", at("a/encoder.safetensors")));
    assertFalse(sums().equals(before));
  }

  private List<Path> hidden() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith(".")).toList();
    }
  }
}
