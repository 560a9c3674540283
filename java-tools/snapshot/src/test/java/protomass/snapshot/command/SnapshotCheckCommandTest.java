package protomass.snapshot.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.error.ExitCodes;
import protomass.snapshot.RegionFileSample;
import protomass.testing.SharedFolder;

class SnapshotCheckCommandTest {
  private static final Path DEMO = SharedFolder.repository().resolve("assets/demo");

  @TempDir private Path folder;

  /** The numbers are those that project and split find in the demo's maps. */
  @Test
  void snapshotsThatWillDoAreCounted() {
    CommandCall call =
        check(
            List.of(DEMO.resolve("h1-00042.h5"), DEMO.resolve("m2-00054.h5")),
            "--splits",
            "star,map,cloud");
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    assertTrue(call.out().startsWith("2 snapshots, 2 with stars, of 2 simulations: "), call.out());
  }

  @Test
  void everyBrokenOneIsNamedAndTheRestNotJudged() throws IOException {
    Path text = Files.writeString(folder.resolve("a.h5"), "no snapshot");
    Path cut = folder.resolve("b.h5");
    byte[] whole = Files.readAllBytes(DEMO.resolve("h1-00042.h5"));
    Files.write(cut, java.util.Arrays.copyOf(whole, 2000));
    CommandCall call = check(List.of(cut, DEMO.resolve("h1-00042.h5"), text), "--splits", "cloud");
    assertEquals(ExitCodes.BAD_INPUT, call.exitCode(), call.out());
    List<String> lines = call.err().lines().toList();
    assertEquals(2, lines.size(), call.err());
    assertTrue(lines.get(0).startsWith("snapshot-check: " + text + ": "), call.err());
    assertTrue(lines.get(1).startsWith("snapshot-check: " + cut + ": "), call.err());
  }

  @Test
  void brokenOnesAreLeftOutOnDemandAndTheRestIsJudged() throws IOException {
    Path text = Files.writeString(folder.resolve("a.h5"), "no snapshot");
    List<Path> both = List.of(DEMO.resolve("h1-00042.h5"), text);
    CommandCall call = check(both, "--splits", "star", "--bad-snapshots", "skip");
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    assertTrue(
        call.err().startsWith("snapshot-check: warning: to be skipped: " + text + ": "),
        call.err());
    CommandCall cloud = check(both, "--splits", "cloud", "--bad-snapshots", "skip");
    assertEquals(ExitCodes.USAGE, cloud.exitCode(), cloud.err());
    assertTrue(cloud.err().contains("the split by cloud has nothing to part"), cloud.err());
    CommandCall none = check(List.of(text), "--bad-snapshots", "skip");
    assertEquals(ExitCodes.BAD_INPUT, none.exitCode(), none.err());
  }

  @Test
  void aRegionThatTheFilesDoNotHoldIsRefusedForEach() {
    Path sample = sample("one.h5", 7, 1);
    CommandCall call = check(List.of(sample), "--region-size", "0.6pc");
    assertEquals(ExitCodes.USAGE, call.exitCode(), call.err());
    assertTrue(
        call.err().startsWith("snapshot-check: " + sample + ": the region size 0.600000pc is "),
        call.err());
    assertTrue(call.err().contains("; give at most 0.500"), call.err());
  }

  @Test
  void oneGroupCannotBePartedByStar() {
    List<Path> same = List.of(sample("one.h5", 7, 1), sample("two.h5", 8, 1));
    CommandCall call = check(same, "--splits", "map,star");
    assertEquals(ExitCodes.USAGE, call.exitCode(), call.err());
    assertEquals(1, call.err().lines().count(), call.err());
    assertTrue(call.err().contains("the split by star has nothing to part"), call.err());
    assertEquals(ExitCodes.DONE, check(same, "--splits", "map").exitCode());
    List<Path> other = List.of(sample("one.h5", 7, 1), sample("three.h5", 9, 2));
    assertEquals(ExitCodes.DONE, check(other, "--splits", "star").exitCode());
  }

  @Test
  void oneSimulationCannotBePartedByCloud() {
    List<Path> same = List.of(sample("one.h5", 7, 1), sample("two.h5", 8, 2));
    CommandCall call = check(same, "--splits", "star,cloud");
    assertEquals(ExitCodes.USAGE, call.exitCode(), call.err());
    assertTrue(call.err().contains("all snapshots with stars are of the simulation T1"));
    List<Path> two = new ArrayList<>(same);
    two.add(DEMO.resolve("h1-00042.h5"));
    assertEquals(ExitCodes.DONE, check(two, "--splits", "star,cloud").exitCode());
    assertEquals(
        ExitCodes.USAGE,
        check(two, "--splits", "cloud", "--simulation", "all").exitCode(),
        "of one name by order");
  }

  @Test
  void oneMapCannotBePartedAtAll() {
    List<Path> one = List.of(sample("one.h5", 7, 1));
    assertEquals(ExitCodes.DONE, check(one, "--splits", "map").exitCode());
    CommandCall call = check(one, "--splits", "map", "--axes", "x");
    assertEquals(ExitCodes.USAGE, call.exitCode(), call.out());
    assertTrue(call.err().contains("there is one map; give more"), call.err());
  }

  @Test
  void theSameSnapshotTwiceIsNamedWithBothFiles() {
    Path one = sample("one.h5", 7, 1);
    Path copy = sample("two.h5", 7, 2);
    CommandCall call = check(List.of(copy, one), "--splits", "star");
    assertEquals(ExitCodes.BAD_INPUT, call.exitCode(), call.out());
    assertTrue(
        call.err()
            .startsWith(
                "snapshot-check: %s: is snapshot 7 of simulation T1, as %s is; leave one of them"
                    .formatted(copy, one)),
        call.err());
    // Named twice, it is one.
    assertEquals(ExitCodes.DONE, check(List.of(one, one)).exitCode());
  }

  @Test
  void starsThatAreAllTooLightAreSaidWithTheHeaviest() {
    CommandCall call = check(List.of(sample("one.h5", 7, 1)), "--minimum-mass", "2Msun");
    assertEquals(ExitCodes.USAGE, call.exitCode(), call.out());
    assertTrue(
        call.err()
            .contains(
                "none of the 1 snapshots has a star of 2.000 Msun or more: the heaviest has 0.5000"
                    + " Msun; lower the minimum mass"),
        call.err());
  }

  @Test
  void tenFaultsAreShownAndTheRestCounted() throws IOException {
    List<Path> many = new ArrayList<>();
    for (int number = 0; number < 14; number++) {
      many.add(Files.writeString(folder.resolve("%02d.h5".formatted(number)), "no snapshot"));
    }
    CommandCall call = check(many);
    assertEquals(11, call.err().lines().count(), call.err());
    assertTrue(call.err().endsWith("and 4 more\n"), call.err());
    assertFalse(call.err().contains("10.h5"), call.err());
  }

  private Path sample(String name, long number, long... stars) {
    RegionFileSample sample = new RegionFileSample(stars);
    sample.rootAttributes().put("snapshot", number);
    Path file = folder.resolve(name);
    sample.write(file);
    return file;
  }

  private static CommandCall check(List<Path> snapshots, String... options) {
    List<Object> arguments = new ArrayList<>(List.of((Object[]) options));
    arguments.add("--snapshots");
    arguments.addAll(snapshots);
    return CommandCall.of(new SnapshotCheckCommand(), arguments.toArray());
  }
}
