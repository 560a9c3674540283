package protomass.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.catalogue.Normalisation.ChannelRange;
import protomass.core.catalogue.Normalisation.MassRange;
import protomass.core.error.BadInputException;
import protomass.core.maps.Channel;
import protomass.core.maps.GasMap;
import protomass.core.provenance.Provenance;

class NormalisationTest {
  @TempDir Path folder;

  private static Normalisation normalisation() {
    return new Normalisation(
        SplitBy.CLOUD,
        24,
        List.of(
            new ChannelRange(Channel.COLUMN_DENSITY, "g cm-2", true, -3, 1),
            new ChannelRange(Channel.VELOCITY, "km s-1", false, -2, 2),
            new ChannelRange(Channel.DISPERSION, "km s-1", false, 0.5, 0.5)),
        new MassRange(-1.5, 0.5, -0.4, 1.0 / 3),
        Provenance.of("protomass split", 7L));
  }

  @Test
  void readsBackWhatItWrote() {
    Path catalogue = folder.resolve("catalogue.csv");
    normalisation().writeBeside(new Catalogue(catalogue, List.of()));
    assertTrue(Files.exists(folder.resolve("normalisation.json")));
    assertEquals(normalisation(), Normalisation.beside(catalogue));
  }

  @Test
  void mapsTheTrainingRangeToZeroToOne() {
    float[] density = {0.001f, 10, 0.1f, 1000};
    float[] velocity = {-2, 2, 0, -4};
    float[] dispersion = {0.5f, 0.7f, 0, 1};
    float[] normalised = normalisation().apply(new GasMap(2, density, velocity, dispersion));
    // log10(0.001f) is -3 to float32's precision.
    assertArrayEquals(
        new float[] {0, 1, 0.5f, 1.5f, 0, 1, 0.5f, -0.5f, 0, 0, 0, 0}, normalised, 1e-7f);
  }

  @Test
  void aPixelWithoutGasIsZero() {
    float[] density = {0, -1, Float.NaN, Float.POSITIVE_INFINITY};
    float[] velocity = {Float.NaN, Float.NEGATIVE_INFINITY, 2, 2};
    float[] normalised = normalisation().apply(new GasMap(2, density, velocity, new float[4]));
    assertArrayEquals(new float[] {0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0}, normalised);
  }

  @Test
  void refusesChannelsOutOfOrder() {
    List<ChannelRange> reversed = normalisation().channels().reversed();
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Normalisation(
                SplitBy.MAP, 1, reversed, normalisation().mass(), Provenance.of("test", 1L)));
  }

  @Test
  void refusesAFileThatIsBrokenOrNotThere() throws IOException {
    Path catalogue = folder.resolve("catalogue.csv");
    BadInputException absent =
        assertThrows(BadInputException.class, () -> Normalisation.beside(catalogue));
    assertTrue(absent.getMessage().contains("normalisation.json: cannot be read"));
    Files.writeString(folder.resolve("normalisation.json"), "{\"split_by\": \"MAP\"}");
    BadInputException broken =
        assertThrows(BadInputException.class, () -> Normalisation.beside(catalogue));
    assertTrue(broken.getMessage().contains("is not the JSON expected"), broken.getMessage());
  }
}
