package protomass.report.figure;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.geom.Rectangle2D;

/**
 * The font of all figures, with the advance widths of Helvetica and Arial built in. Figures then
 * come out the same on every machine, and a container needs neither fonts nor fontconfig; the
 * reader's browser draws the text with its own font of these widths.
 */
final class FigureFont extends Font {
  private static final long serialVersionUID = 1L;

  /** Advance widths of the printable ASCII characters from space on, in thousandths of an em. */
  private static final int[] ADVANCES = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584 // p to ~
  };

  private static final int OTHER_ADVANCE = 584;
  private static final int SMALL_ADVANCE = 333;
  private static final double ASCENT_EM = 0.905;
  private static final double DESCENT_EM = 0.212;

  FigureFont(int style, int size) {
    super(SANS_SERIF, style, size);
  }

  /** The font's metrics; they need no graphics device. */
  FontMetrics metrics() {
    return new Metrics(this);
  }

  @Override
  public LineMetrics getLineMetrics(String text, FontRenderContext context) {
    return new Line(text.length(), getSize2D());
  }

  @Override
  public Rectangle2D getStringBounds(String text, FontRenderContext context) {
    double height = (ASCENT_EM + DESCENT_EM) * getSize2D();
    return new Rectangle2D.Double(0, -ASCENT_EM * getSize2D(), width(text), height);
  }

  private double width(String text) {
    return text.chars().map(FigureFont::advance).sum() * getSize2D() / 1000.0;
  }

  private static int advance(int character) {
    int index = character - ' ';
    if (index >= 0 && index < ADVANCES.length) {
      return ADVANCES[index];
    }
    return "²⁰¹³⁴⁵⁶⁷⁸⁹⁻₀₁₂".indexOf(character) >= 0 ? SMALL_ADVANCE : OTHER_ADVANCE;
  }

  private static final class Metrics extends FontMetrics {
    private static final long serialVersionUID = 1L;

    Metrics(FigureFont font) {
      super(font);
    }

    @Override
    public int getAscent() {
      return (int) Math.round(ASCENT_EM * font.getSize2D());
    }

    @Override
    public int getDescent() {
      return (int) Math.round(DESCENT_EM * font.getSize2D());
    }

    @Override
    public int charWidth(char character) {
      return stringWidth(String.valueOf(character));
    }

    @Override
    public int charsWidth(char[] data, int offset, int length) {
      return stringWidth(new String(data, offset, length));
    }

    @Override
    public int stringWidth(String text) {
      return (int) Math.round(((FigureFont) font).width(text));
    }

    @Override
    public Rectangle2D getStringBounds(String text, Graphics context) {
      return font.getStringBounds(text, (FontRenderContext) null);
    }

    @Override
    public LineMetrics getLineMetrics(String text, Graphics context) {
      return font.getLineMetrics(text, (FontRenderContext) null);
    }
  }

  private static final class Line extends LineMetrics {
    private final int characters;
    private final float size;

    Line(int characters, float size) {
      this.characters = characters;
      this.size = size;
    }

    @Override
    public int getNumChars() {
      return characters;
    }

    @Override
    public float getAscent() {
      return (float) (ASCENT_EM * size);
    }

    @Override
    public float getDescent() {
      return (float) (DESCENT_EM * size);
    }

    @Override
    public float getLeading() {
      return 0;
    }

    @Override
    public float getHeight() {
      return getAscent() + getDescent();
    }

    @Override
    public int getBaselineIndex() {
      return ROMAN_BASELINE;
    }

    @Override
    public float[] getBaselineOffsets() {
      return new float[] {0, -size / 2, -size};
    }

    @Override
    public float getStrikethroughOffset() {
      return -size / 3;
    }

    @Override
    public float getStrikethroughThickness() {
      return size / 20;
    }

    @Override
    public float getUnderlineOffset() {
      return size / 10;
    }

    @Override
    public float getUnderlineThickness() {
      return size / 20;
    }
  }
}
