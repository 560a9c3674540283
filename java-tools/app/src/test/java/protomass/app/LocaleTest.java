package protomass.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.core.artefact.ThroughputRow;
import protomass.core.file.Checksum;
import protomass.core.json.Json;
import protomass.testing.OwnProcess;
import protomass.testing.SharedFolder;

/**
 * The user's language reaches no output: digits of other scripts, decimal commas, and a lower case
 * of I that is not i. Every command that writes numbers or names runs under each, and in English.
 */
class LocaleTest {
  private static final long PATIENCE_SECONDS = 300;

  /** Digits that String.format writes in Arabic and other languages. */
  private static final Pattern FOREIGN_DIGITS = Pattern.compile("[\\p{Nd}&&[^0-9]]");

  /** What a command took: the end of the last line, and the line of a training. */
  private static final Pattern HOW_LONG =
      Pattern.compile("(?m) in [0-9][0-9.]* s$|^.* images/s, .*$");

  private static final String REPOSITORY = SharedFolder.repository().toString();

  private static final String[][] COMMANDS = {
    {
      "flame",
      "--seed",
      "1",
      "--images",
      "12",
      "--size",
      "32",
      "--points",
      "5000",
      "--shards",
      "1",
      "--shard",
      "0",
      "--out",
      "fractals-00000.tar"
    },
    project("h1-00042"),
    project("m2-00054"),
    {"snapshot-info", "--snapshot", REPOSITORY + "/assets/demo/h1-00042.h5"},
    {
      "split",
      "--maps",
      "maps-*.fits",
      "--by",
      "MAP",
      "--seed",
      "3",
      "--out",
      "catalogue.csv",
      "--test-fraction",
      "0.3"
    },
    {
      "whiten",
      "--features",
      "pixels",
      "--components",
      "4",
      "--catalogue",
      "catalogue.csv",
      "--model",
      "pixels-whitened",
      "--out",
      "map.pixels-whitened.whitening.safetensors"
    },
    {
      "regress",
      "--features",
      "map.pixels-whitened.whitening.safetensors",
      "--catalogue",
      "catalogue.csv",
      "--model",
      "pixels-whitened",
      "--out",
      "map.pixels-whitened"
    },
    {
      "pretrain",
      "--recipe",
      REPOSITORY + "/conf/recipes/test.yaml",
      "--shards",
      "fractals-*.tar",
      "--seed",
      "2",
      "--threads",
      "1",
      "--device",
      "cpu",
      "--out",
      "checkpoint"
    },
    {"export", "--checkpoint", "checkpoint", "--out", "encoder.safetensors"},
    {
      "embed",
      "--encoder",
      "encoder.safetensors",
      "--catalogue",
      "catalogue.csv",
      "--threads",
      "1",
      "--device",
      "cpu",
      "--out",
      "map.vit.embeddings.safetensors"
    },
    {
      "segment",
      "--encoder",
      "encoder.safetensors",
      "--catalogue",
      "catalogue.csv",
      "--count",
      "1",
      "--threads",
      "1",
      "--device",
      "cpu",
      "--out",
      "segmentation"
    },
    {"report", "--inputs", ".", "--out", "report.html"},
    {"--help"},
    {"project", "--help"},
  };

  @TempDir static Path folder;

  private static Map<String, String> english;

  private static String[] project(String snapshot) {
    return new String[] {
      "project",
      "--snapshot",
      REPOSITORY + "/assets/demo/" + snapshot + ".h5",
      "--map-size",
      "16",
      "--axes",
      "X,y",
      "--out",
      "maps-" + snapshot + ".fits"
    };
  }

  @BeforeAll
  static void runInEnglish() throws Exception {
    english = outputs("english", "-Duser.language=en -Duser.country=US");
    assertTrue(english.containsKey("report.html") && english.containsKey("catalogue.csv"));
  }

  @ParameterizedTest
  @CsvSource({
    "arabic, -Duser.language=ar -Duser.extensions=u-nu-arab",
    "turkish, -Duser.language=tr -Duser.country=TR",
    "german, -Duser.language=de -Duser.country=DE"
  })
  void everyOutputHasTheBytesOfTheEnglishOne(String name, String flags) throws Exception {
    assertEquals(english, outputs(name, flags));
  }

  /** Runs every command in a folder of its own; what it printed and SHA-256 of what it wrote. */
  private static Map<String, String> outputs(String name, String flags) throws Exception {
    Path place = Files.createDirectory(folder.resolve(name));
    Path printed = Files.createDirectory(folder.resolve(name + "-printed"));
    for (int i = 0; i < COMMANDS.length; i++) {
      if (COMMANDS[i][0].equals("report")) {
        sameThroughput(place);
      }
      run(place, flags, COMMANDS[i], printed.resolve(i + "-" + COMMANDS[i][0]));
    }
    Map<String, String> outputs = new TreeMap<>();
    for (Path file : files(place)) {
      outputs.put(place.relativize(file).toString(), Checksum.sha256(file));
    }
    // It says how long the steps took.
    outputs.keySet().removeIf(file -> file.endsWith("throughput.jsonl"));
    for (Path file : files(printed)) {
      String said = Files.readString(file);
      assertFalse(FOREIGN_DIGITS.matcher(said).find(), said);
      String text = HOW_LONG.matcher(said).replaceAll("");
      outputs.put(printed.relativize(file).toString(), text);
    }
    return outputs;
  }

  /** The page tells what the training cost, which no two have the same. */
  private static void sameThroughput(Path place) throws IOException {
    ThroughputRow row = new ThroughputRow(12, 1234.5, 0.25, 321L, null, 48, 12.5, null);
    Files.writeString(
        place.resolve("checkpoint").resolve(ThroughputRow.FILE_NAME), Json.sealedLine(row));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void run(Path place, String flags, String[] arguments, Path printed)
      throws Exception {
    List<String> command = new ArrayList<>(OwnProcess.command(Protomass.class, arguments));
    command.add(1, "--add-modules=jdk.incubator.vector");
    Path complaints = folder.resolve("complaints.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(place.toFile())
            .redirectOutput(printed.toFile())
            .redirectError(complaints.toFile());
    builder.environment().put("JDK_JAVA_OPTIONS", flags);
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it does not end");
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(complaints);
    assertEquals(0, process.exitValue(), String.join(" ", arguments) + ":\n" + said);
    assertFalse(FOREIGN_DIGITS.matcher(said).find(), said);
  }
}
