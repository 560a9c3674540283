package protomass.vision.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.artefact.ResolvedRecipe;
import protomass.core.error.UsageException;
import protomass.core.json.Json;
import protomass.testing.SharedFolder;

class RecipeFileTest {
  private static Path recipe(String name) {
    return SharedFolder.repository().resolve("conf/recipes/" + name + ".yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"test", "demo", "small", "paper", "paper-literal"})
  void recipesOfTheProjectAreComplete(String name) {
    Recipe read = RecipeFile.read(recipe(name), List.of());
    assertEquals(name, read.name());
  }

  /** The study's words about the schedule, and DINOv2's own rate beside the one that it states. */
  @Test
  void theStudysRecipesDifferInTheRateAlone() {
    Recipe paper = RecipeFile.read(recipe("paper"), List.of());
    Recipe literal = RecipeFile.read(recipe("paper-literal"), List.of());
    assertEquals(0.004, paper.optimizer().baseRate());
    assertEquals(0.04, literal.optimizer().baseRate());
    for (Recipe recipe : List.of(paper, literal)) {
      assertEquals(100, recipe.schedule().epochs());
      assertEquals(10, recipe.schedule().warmupEpochs());
      assertEquals(1024, recipe.schedule().batchSize());
    }
    assertEquals(
        paper.hash(),
        RecipeFile.read(recipe("paper-literal"), List.of("name=paper", "optimizer.base-rate=0.004"))
            .hash());
  }

  @Test
  void survivesTheCheckpoint() throws Exception {
    Recipe read = RecipeFile.read(recipe("demo"), List.of());
    Recipe copy = Json.mapper().readValue(Json.line(read), Recipe.class);
    assertEquals(read, copy);
    assertEquals(read.hash(), copy.hash());
  }

  /**
   * A key that is renamed here, and not there, would take the level ln K off the report's curves.
   */
  @Test
  void theReportReadsThePrototypes(@TempDir Path folder) {
    Recipe recipe = RecipeFile.read(recipe("demo"), List.of());
    Path file = folder.resolve(ResolvedRecipe.FILE_NAME);
    Json.write(file, recipe);
    assertEquals(recipe.head().prototypes(), ResolvedRecipe.read(file).prototypes().orElseThrow());
  }

  @Test
  void overridesChangeTheHash() {
    Recipe plain = RecipeFile.read(recipe("demo"), List.of());
    Recipe changed = RecipeFile.read(recipe("demo"), List.of("optimizer.base-rate=0.5"));
    assertEquals(0.5, changed.optimizer().baseRate());
    assertNotEquals(plain.hash(), changed.hash());
  }

  /** Each within its bounds, but not together. */
  @ParameterizedTest
  @CsvSource({
    "encoder.width=32768, encoder.mlp-ratio=64, a tensor holds up to",
    "encoder.width=16384, encoder.depth=1024, weights each"
  })
  void networksThatNoMemoryHoldsAreRefused(String first, String second, String expected) {
    UsageException failure =
        assertThrows(
            UsageException.class,
            () -> RecipeFile.read(recipe("demo"), List.of(first, second, "encoder.heads=8")));
    assertTrue(failure.getMessage().contains(expected), failure.getMessage());
  }

  /** A line of the recipe is another: the message names it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{epochs: 4, | {epochs: 4.9, | line 21: schedule.epochs",
        "{epochs: 4, | {epochs: '4', | line 21: schedule.epochs",
        "width: 16, | width: 15, | line 3: encoder.width 15 is not a multiple",
        "width: 16, | width: 16, wdth: 3, | line 3: unknown key 'encoder.wdth'",
        "width: 16, | width: 3, width: 16, | line 3: the key 'encoder.width' stands on line 3",
        "name: test | name: test%nname: two | line 3: the key 'name' stands on line 2",
        "micro-batches: 1, | micro-batches: [1, | line "
      })
  void theLineIsNamed(String good, String bad, String expected, @TempDir Path folder)
      throws Exception {
    String text = Files.readString(recipe("test"));
    assertTrue(text.contains(good));
    Path file = folder.resolve("changed.yaml");
    Files.writeString(file, text.replace(good, bad.replace("%n", "\n")));
    UsageException failure =
        assertThrows(UsageException.class, () -> RecipeFile.read(file, List.of()));
    assertTrue(failure.getMessage().contains(expected), failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count());
  }

  @Test
  void aSecondDocumentIsRefused(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("two.yaml");
    Files.writeString(file, Files.readString(recipe("test")) + "---\nname: test\n");
    UsageException failure =
        assertThrows(UsageException.class, () -> RecipeFile.read(file, List.of()));
    assertTrue(failure.getMessage().contains("second document"), failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "null", "[]", "3", "---\n---\n"})
  void anEmptyRecipeIsRefused(String content, @TempDir Path folder) throws Exception {
    Path file = folder.resolve("empty.yaml");
    Files.writeString(file, content);
    UsageException failure =
        assertThrows(UsageException.class, () -> RecipeFile.read(file, List.of()));
    assertTrue(failure.getMessage().contains("holds no keys"), failure.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "optimizer.base-rate=-1, optimizer.base-rate is -1.0",
    "encoder.width=97, not a multiple of encoder.heads",
    "encoder.wdth=97, encoder.wdth is no key",
    "optimizer.base-rate, has no '='",
    "augmentation.local.size=33, not a multiple of encoder.patch-size",
    "objective.centering=mean, centering",
    "schedule.epochs=many, schedule.epochs",
    "schedule.epochs=4.9, with --set schedule.epochs=4.9: schedule.epochs",
    "schedule.epochs=4.0, schedule.epochs",
    "head.separate-patch-head=1, head.separate-patch-head",
    "objective.centering=1, objective.centering",
    "encoder.width=, has no value",
    "encoder.width=1000000000, encoder.width is 1000000000; give a value from 1 to 32768",
    "encoder.depth=1000000000, encoder.depth is 1000000000; give a value from 1 to 1024",
    "head.prototypes=2147483647, head.prototypes is 2147483647; give a value from 2 to 1048576",
    "schedule.batch-size=2000000000, schedule.batch-size is 2000000000"
  })
  void badValuesAreNamed(String override, String expected) {
    UsageException failure =
        assertThrows(
            UsageException.class, () -> RecipeFile.read(recipe("demo"), List.of(override)));
    assertTrue(failure.getMessage().contains(expected), failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count());
  }
}
