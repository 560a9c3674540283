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
import protomass.core.artefact.FlameKind;
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

  /** The same of the study's kind, whose points are spread over the pixels. */
  private static final Map<ColourMode, List<String>> PIXELS_OF_STUDY =
      Map.of(
          ColourMode.STRUCTURAL,
          List.of(
              "6c3cd44745f89debae16db3fd2e509b1496290ff4013a17d3920eca41f41ace1",
              "23070f8b32920a0f011fdfb1341b0ac8cf3a12aa990d1b1194140177efd0bc54",
              "b71c65cef9c00e724eb66caee49b251757aa26facce72488ff4e94eb352719b1"),
          ColourMode.GREY,
          List.of(
              "fe8811b7d1a830461c47c1addf3969f3ae2f6632e55ca2aabfe23550d34b3ae9",
              "0e4265bf4f529f3324b87c065dc7358de172681f45a1e5a6868f951726243411",
              "54b0ff25a7908c399620a1200faf980bce520b90009a6789b2fbde297410989d"),
          ColourMode.INDEPENDENT,
          List.of(
              "3c263f1cb8523ae043190761c9483f4eb69d347fea897c11fea585e8526e25ce",
              "d8236fe28b7e47874206668cdb323a8683cd6014cb7ce07d4599db76964c3ad5",
              "4144bcf7c94c453fa9aa9fa792ebd04b99328984fb28fbbdcebbff0709d6c7bd"));

  @ParameterizedTest
  @EnumSource
  void pixelsOfTheStudysKindAreThoseOfTheVersion(ColourMode colour) {
    FlameSettings settings =
        new FlameSettings(
            2024,
            48,
            20_000,
            FlameKind.STUDY,
            colour,
            new Acceptance(0.4, 0),
            new Development(1.6, 0.9, 2, 0));
    assertEquals(PIXELS_OF_STUDY.get(colour), pixels(settings));
  }

  @ParameterizedTest
  @EnumSource
  void pixelsAreThoseOfTheVersion(ColourMode colour) {
    Development development = new Development(1.6, 0.9, 2, 2);
    FlameSettings settings =
        new FlameSettings(2024, 48, 20_000, colour, new Acceptance(0.4, 0.02), development);
    assertEquals(PIXELS.get(colour), pixels(settings));
    assertEquals(VERSION, FlameRenderer.ALGORITHM);
  }

  private static List<String> pixels(FlameSettings settings) {
    FlameRenderer renderer = new FlameRenderer(settings, new ScalarKernel());
    List<String> found = new ArrayList<>();
    for (int image = 0; image < 3; image++) {
      found.add(Checksum.sha256(renderer.render(image).picture().rgb()));
    }
    return found;
  }
}
