package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The blocks of docs/python.md, run as they stand, give what the tools gave. */
class PythonPageTest {
  /**
   * Tokens are of order one; {@code embed} folds LayerScale into the matrices and sums in another
   * order, which here is 1e-6. The least of the mistakes that the page warns of, GELU by its
   * approximation with tanh, is 8e-6 with this encoder; LayerNorm with 1e-5 is 4e-2, clipping 1e-1.
   */
  private static final double TOKEN_TOLERANCE = 5e-6;

  /** Scores follow from the same decimals by other sums of a dozen numbers of order one. */
  private static final double SCORE_TOLERANCE = 1e-12;

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|python)\\n(.*?)^```$");
  private static final Pattern FOREIGN = Pattern.compile("(?m)^from (dinov2|timm)\\b");
  private static final Pattern DIFFERENCE =
      Pattern.compile("(?m)^(.*)[:;] largest difference of (\\w+): (\\S+)$");

  /**
   * Pixels without gas, others beyond the range of the training maps, and what stands for a file of
   * the official code: widths and names are its own, it is only shorter.
   */
  private static final String PRELUDE =
      """
      import glob, subprocess
      import numpy, torch
      from astropy.io import fits
      for name in glob.glob("results/maps/*.fits"):
          with fits.open(name, mode="update", checksum=True) as maps:
              maps["COLUMN_DENSITY"].data[:, 3, 5] = 0
              maps["VELOCITY"].data[:, 3, 5] = numpy.nan
              maps["DISPERSION"].data[:, 3, 5] = numpy.nan
              maps["COLUMN_DENSITY"].data[:, 10:20, 10:20] *= 100
              maps["VELOCITY"].data[:, 30:34, 8] = -9
              for part in maps:
                  part.add_checksum()
      generator = torch.Generator().manual_seed(1)
      shapes = {"cls_token": (1, 1, 64), "pos_embed": (1, 17, 64), "mask_token": (1, 64),
          "patch_embed.proj.weight": (64, 3, 8, 8), "patch_embed.proj.bias": (64,)}
      for name, rows, columns in ("attn.qkv", 192, 64), ("attn.proj", 64, 64), ("mlp.fc1", 256, 64), ("mlp.fc2", 64, 256):
          shapes["blocks.0.%s.weight" % name], shapes["blocks.0.%s.bias" % name] = (rows, columns), (rows,)
      for name in "blocks.0.norm1.weight", "blocks.0.norm1.bias", "blocks.0.norm2.weight", "blocks.0.norm2.bias", \\
              "blocks.0.ls1.gamma", "blocks.0.ls2.gamma", "norm.weight", "norm.bias":
          shapes[name] = (64,)
      torch.save({name: torch.randn(shape, generator=generator) / 8 for name, shape in shapes.items()},
          "dinov2_vits14_pretrain.pth")
      """;

  /** The converted file serves as an encoder. */
  private static final String EPILOGUE =
      """
      subprocess.run(["bin/protomass", "embed", "--encoder", "dinov2_vits14.safetensors",
          "--catalogue", "results/catalogues/star/catalogue.csv", "--out", "official.safetensors"], check=True)
      print("converted file: embeddings", read_safetensors("official.safetensors")[0]["class_token"].shape)
      """;

  @Test
  void theBlocksOfThePageAgreeWithTheTools() throws Exception {
    Optional<String> python = python("torch, numpy, astropy, PIL");
    Requirement.that(
        python.isPresent(),
        "no Python with torch, numpy, astropy and PIL; install python3-torch, python3-astropy and"
            + " python3-pil");
    Path folder = RunFolder.of(getClass(), "page");
    PublishedResultsTest.copyOf(
        UndisturbedRun.get().pipeline().results(), folder.resolve("results"));
    Path script = Files.writeString(folder.resolve("page.py"), script(python.get()));
    Shell.Result run =
        Shell.run(
            Map.of(),
            600,
            List.of("bash", "-c", "cd \"$0\" && \"$1\" page.py", "" + folder, python.get()));
    String output = run.output();
    assertEquals(0, run.exitCode(), () -> script + " failed:\n" + output);
    output.lines().filter(line -> line.contains("difference")).forEach(System.out::println);

    List<MatchResult> differences = DIFFERENCE.matcher(output).results().toList();
    // Two of tokens, one of arrays, nine of scores; more where the official code or timm is there.
    assertTrue(differences.size() >= 2 + 1 + 9, output);
    for (MatchResult difference : differences) {
      double tolerance = difference.group(2).equals("scores") ? SCORE_TOLERANCE : TOKEN_TOLERANCE;
      assertTrue(Double.parseDouble(difference.group(3)) < tolerance, difference::group);
    }
    assertTrue(output.contains("shard: 4 of 4 images have the pixels of the manifest"), output);
    assertTrue(output.contains("converted file: embeddings (60, 64)"), output);
  }

  /** All blocks in order; those of a package that is not installed are told and passed over. */
  private static String script(String python) throws IOException {
    String page = Files.readString(Pipeline.repository().resolve("docs/python.md"));
    StringBuilder script = new StringBuilder(PRELUDE);
    for (MatchResult block : BLOCK.matcher(page).results().toList()) {
      String text = block.group(2);
      Matcher foreign = FOREIGN.matcher(text);
      if (block.group(1).equals("sh")) {
        script.append("subprocess.run(['bash', '-euc', '''%s'''], check=True)\n".formatted(text));
      } else if (foreign.find() && python(foreign.group(1), List.of(python)).isEmpty()) {
        System.out.println("skipped: a block of docs/python.md; no package " + foreign.group(1));
      } else {
        script.append(text);
      }
    }
    script.append(EPILOGUE);
    Path protomass = Pipeline.repository().resolve("bin/protomass");
    return script.toString().replace("bin/protomass", protomass.toString());
  }

  private static Optional<String> python(String packages) throws Exception {
    return python(packages, List.of("python3", "/usr/bin/python3"));
  }

  /** The first Python that has some packages. */
  private static Optional<String> python(String packages, List<String> candidates)
      throws IOException {
    for (String candidate : candidates) {
      // By a name of the PATH, or whole.
      if (!Requirement.isInstalled(candidate) && !Files.isExecutable(Path.of(candidate))) {
        continue;
      }
      try {
        List<String> command = List.of(candidate, "-c", "import " + packages);
        if (Shell.run(Map.of(), 120, command).exitCode() == 0) {
          return Optional.of(candidate);
        }
      } catch (InterruptedException failure) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(failure);
      }
    }
    return Optional.empty();
  }
}
