package protomass.flame.genome;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import protomass.core.random.RandomStream;

/**
 * Colours along a coordinate in [0, 1]: anchors at equal distances with straight lines between them
 * in RGB. As JSON it is a list of anchors such as {@code "#1e90ff"}.
 */
public final class Palette {
  private static final int ANCHORS = 5;

  private final List<String> anchors;
  private final float[] red;
  private final float[] green;
  private final float[] blue;

  /** From at least two anchors, each {@code #rrggbb}. */
  @JsonCreator
  public Palette(List<String> anchors) {
    if (anchors.size() < 2) {
      throw new IllegalArgumentException("a palette has at least 2 anchors, not " + anchors.size());
    }
    for (String anchor : anchors) {
      if (!anchor.matches("#[0-9a-fA-F]{6}")) {
        throw new IllegalArgumentException("a colour is #rrggbb, not " + anchor);
      }
    }
    this.anchors = List.copyOf(anchors);
    this.red = channel(16);
    this.green = channel(8);
    this.blue = channel(0);
  }

  /** A palette whose hue wanders around the colour circle, with varying saturation. */
  public static Palette random(RandomStream random) {
    double hue = random.nextDouble();
    double direction = random.nextDouble() < 0.5 ? -1 : 1;
    List<String> anchors = new ArrayList<>();
    for (int i = 0; i < ANCHORS; i++) {
      double saturation = random.nextDouble(0.35, 1);
      double value = random.nextDouble(0.55, 1);
      anchors.add(hexadecimal(hue, saturation, value));
      hue += direction * random.nextDouble(0.08, 0.3);
    }
    return new Palette(anchors);
  }

  /** The anchors as {@code #rrggbb}. */
  @JsonValue
  public List<String> anchors() {
    return anchors;
  }

  /** Red in [0, 1] at a coordinate, which is clamped to [0, 1]. */
  public float red(float coordinate) {
    return interpolate(red, coordinate);
  }

  /** Green in [0, 1] at a coordinate, which is clamped to [0, 1]. */
  public float green(float coordinate) {
    return interpolate(green, coordinate);
  }

  /** Blue in [0, 1] at a coordinate, which is clamped to [0, 1]. */
  public float blue(float coordinate) {
    return interpolate(blue, coordinate);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Palette palette && palette.anchors.equals(anchors);
  }

  @Override
  public int hashCode() {
    return anchors.hashCode();
  }

  @Override
  public String toString() {
    return anchors.toString();
  }

  private float[] channel(int shift) {
    float[] values = new float[anchors.size()];
    for (int i = 0; i < values.length; i++) {
      int rgb = Integer.parseInt(anchors.get(i).substring(1), 16);
      values[i] = (rgb >> shift & 0xFF) / 255f;
    }
    return values;
  }

  private static float interpolate(float[] values, float coordinate) {
    float position = Math.clamp(coordinate, 0f, 1f) * (values.length - 1);
    int left = Math.min((int) position, values.length - 2);
    float share = position - left;
    return values[left] * (1 - share) + values[left + 1] * share;
  }

  /** From hue (in turns), saturation and value, by the hexagon of Smith 1978. */
  private static String hexadecimal(double hue, double saturation, double value) {
    return "#%02x%02x%02x"
        .formatted(
            hexagon(hue, 5, saturation, value),
            hexagon(hue, 3, saturation, value),
            hexagon(hue, 1, saturation, value));
  }

  private static int hexagon(double hue, int offset, double saturation, double value) {
    double sector = 6 * (hue - Math.floor(hue)) + offset;
    double k = sector >= 6 ? sector - 6 : sector;
    double distance = Math.max(0, Math.min(Math.min(k, 4 - k), 1));
    return (int) Math.round(255 * value * (1 - saturation * distance));
  }
}
