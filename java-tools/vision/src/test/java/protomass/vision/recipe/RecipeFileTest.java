package protomass.vision.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.error.UsageException;
import protomass.core.json.Json;
import protomass.testing.SharedFolder;

class RecipeFileTest {
  private static Path recipe(String name) {
    return SharedFolder.repository().resolve("conf/recipes/" + name + ".yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"test", "demo", "small", "paper"})
  void recipesOfTheProjectAreComplete(String name) {
    Recipe read = RecipeFile.read(recipe(name), List.of());
    assertEquals(name, read.name());
  }

  @Test
  void survivesTheCheckpoint() throws Exception {
    Recipe read = RecipeFile.read(recipe("demo"), List.of());
    Recipe copy = Json.mapper().readValue(Json.line(read), Recipe.class);
    assertEquals(read, copy);
    assertEquals(read.hash(), copy.hash());
  }

  @Test
  void overridesChangeTheHash() {
    Recipe plain = RecipeFile.read(recipe("demo"), List.of());
    Recipe changed = RecipeFile.read(recipe("demo"), List.of("optimizer.base-rate=0.5"));
    assertEquals(0.5, changed.optimizer().baseRate());
    assertNotEquals(plain.hash(), changed.hash());
  }

  @ParameterizedTest
  @CsvSource({
    "optimizer.base-rate=-1, optimizer.base-rate is -1.0",
    "encoder.width=97, not a multiple of encoder.heads",
    "encoder.wdth=97, encoder.wdth is no key",
    "optimizer.base-rate, has no '='",
    "augmentation.local.size=33, not a multiple of encoder.patch-size",
    "objective.centering=mean, centering",
    "schedule.epochs=many, schedule.epochs"
  })
  void badValuesAreNamed(String override, String expected) {
    UsageException failure =
        assertThrows(
            UsageException.class, () -> RecipeFile.read(recipe("demo"), List.of(override)));
    assertTrue(failure.getMessage().contains(expected), failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count());
  }
}
