package protomass.flame.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protomass.core.artefact.Acceptance;
import protomass.core.artefact.ColourMode;
import protomass.core.artefact.Development;
import protomass.core.file.Checksum;
import protomass.flame.kernel.ScalarKernel;

/**
 * Pixels of version 1 of the algorithm. Whoever changes one raises {@link FlameRenderer#ALGORITHM}
 * and writes down the new ones: shards that stand there are told by it from those to come.
 */
class AlgorithmVersionTest {
  private static final int VERSION = 1;

  /** SHA-256 of the pixels of the first images of seed 2024, of 48 pixels and 20,000 points. */
  private static final Map<ColourMode, List<String>> PIXELS =
      Map.of(
          ColourMode.STRUCTURAL,
          List.of(
              "94ab2589d274b3cb6db3c4eb62913c41ac92e8135c4ef80aee23f1b06f4073dc",
              "f4c1988c784fbfd18042bf3e112498ce879209b02ab6ecb1ab9254155d82aadd",
              "d6631bc9d9f23cfba040afac247c7d045ce8f9252f2c39034dd2fc0c3975d017"),
          ColourMode.GREY,
          List.of(
              "0f71c19f0a370bceca36debfb2afca7b1521e0a989661d22635455d9cdabe2fe",
              "325d30f1ab4a3e627416dc08022c38e359c44e1b11db0fd6ea38d33ff27ae59f",
              "66bfa94f1571e2646ec62097cd600651ee80f1a0c3331a0659e72a4e7cfa8d6b"),
          ColourMode.INDEPENDENT,
          List.of(
              "91a4c848c09e9b413ada45384799f639e9fbd29541cdb063badfc528fc206ce6",
              "38d47d9fb43e002f03e4f2c2a1d58c98f3f4c871c1a0905064faa5832f13fa33",
              "3625e13e1c2253ad95c85784541b86dff27bc2f13c32d8174823bcb7fbb138cf"));

  @ParameterizedTest
  @EnumSource
  void pixelsAreThoseOfTheVersion(ColourMode colour) {
    Development development = new Development(1.6, 0.9, 2, 2);
    FlameSettings settings =
        new FlameSettings(2024, 48, 20_000, colour, new Acceptance(0.4, 0.02), development);
    FlameRenderer renderer = new FlameRenderer(settings, new ScalarKernel());
    List<String> found = new ArrayList<>();
    for (int image = 0; image < PIXELS.get(colour).size(); image++) {
      found.add(Checksum.sha256(renderer.render(image).picture().rgb()));
    }
    assertEquals(PIXELS.get(colour), found);
    assertEquals(VERSION, FlameRenderer.ALGORITHM);
  }
}
