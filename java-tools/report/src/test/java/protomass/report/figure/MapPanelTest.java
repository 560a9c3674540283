package protomass.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import protomass.core.artefact.Segmentation;

class MapPanelTest {
  private static final Segmentation.Panel MAP =
      new Segmentation.Panel(
          "H1-00042-0003-x",
          "H1-00042-0003-x.png",
          1,
          1000,
          "H1",
          3,
          "x",
          0.5,
          0.1,
          -0.05,
          Map.of(
              "column_density", new Segmentation.Range(0.002, 2, "g cm-2", true),
              "velocity", new Segmentation.Range(-1.5, 0.5, "km s-1", false),
              "dispersion", new Segmentation.Range(0.3, 0.3, "km s-1", false)));

  /** The picture is 190 pixels wide from (15, 18) on, and 0.5 pc. */
  @Test
  void theStarAndTheBarOfLengthStandWhereTheyBelong() {
    String svg = new MapPanel(MAP, "data:x", "a").channel("velocity").svg();
    // Right by 0.1 pc of 0.5: 15 + 190 * 0.7 = 148. Down by 0.05: 18 + 190 * 0.6 = 132.
    assertTrue(svg.contains("M153 132L160 132"), svg);
    // 0.1 pc are 38 pixels.
    assertTrue(svg.contains("M24 199L62 199"), svg);
    assertTrue(svg.contains(">0.1 pc<"), svg);
  }

  @Test
  void coloursHaveTheirUnitAndNumbers() {
    MapPanel panel = new MapPanel(MAP, "data:x", "a");
    String velocity = panel.channel("velocity").svg();
    assertTrue(velocity.contains("Velocity [km s⁻¹]"), velocity);
    assertEquals(List.of("−1.5", "−1", "−0.5", "0", "0.5"), numbers(velocity));
    String density = new MapPanel(MAP, "data:x", "a").channel("column_density").svg();
    assertEquals(List.of("0.003", "0.01", "0.03", "0.1", "0.3", "1"), numbers(density));
    // Equal ratios are equal lengths: 0.01 lies at log10(5) / 3 of the bar.
    double place = 15 + 190 * Math.log10(5) / 3;
    assertTrue(density.contains("x='%.2f'".formatted(place)), density);
  }

  @Test
  void aChannelOfOneValueHasNoScale() {
    String svg = new MapPanel(MAP, "data:x", "a").channel("dispersion").svg();
    assertEquals(List.of(), numbers(svg));
    assertFalse(svg.contains("NaN"), svg);
  }

  /** Texts that are numbers. */
  private static List<String> numbers(String svg) {
    return Pattern.compile(">([−0-9.]+)</text>")
        .matcher(svg)
        .results()
        .map(MatchResult::group)
        .map(text -> text.replaceAll("[>]|</text>", ""))
        .toList();
  }
}
