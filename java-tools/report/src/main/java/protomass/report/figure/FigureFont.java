package protomass.report.figure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The font of the figures, which the page carries along: its widths are those by which labels are
 * placed. Read here is what OpenType calls cmap (format 4) and hmtx, so that a container needs
 * neither fonts nor fontconfig.
 */
public final class FigureFont {
  /** The name by which style sheets call it. */
  public static final String FAMILY = "Protomass Figures";

  static final FigureFont USED = read("figures.ttf");

  private static final int TABLE_RECORD = 16;
  private static final int ENCODING_RECORD = 8;
  private static final int UNICODE_BMP = 3 << 16 | 1;

  private final byte[] file;
  private final ByteBuffer data;
  private final Map<String, Integer> tables = new HashMap<>();
  private final int unitsPerEm;
  private final int widths;
  private final int characters;

  private FigureFont(byte[] file) {
    this.file = file;
    this.data = ByteBuffer.wrap(file);
    for (int i = 0; i < data.getShort(4); i++) {
      int record = 12 + i * TABLE_RECORD;
      byte[] tag = new byte[4];
      data.get(record, tag);
      tables.put(
          new String(tag, java.nio.charset.StandardCharsets.US_ASCII), data.getInt(record + 8));
    }
    this.unitsPerEm = unsigned(tables.get("head") + 18);
    this.widths = unsigned(tables.get("hhea") + 34);
    this.characters = charactersOf(tables.get("cmap"));
  }

  /** The file as a {@code data:} URI. */
  public static String uri() {
    return "data:font/ttf;base64," + Base64.getEncoder().encodeToString(USED.file);
  }

  /** Advance width of a character in thousandths of an em; none where the font lacks it. */
  OptionalInt advance(int character) {
    int glyph = glyph(character);
    if (glyph == 0) {
      return OptionalInt.empty();
    }
    int place = tables.get("hmtx") + 4 * Math.min(glyph, widths - 1);
    return OptionalInt.of((int) Math.round(1000.0 * unsigned(place) / unitsPerEm));
  }

  private int charactersOf(int cmap) {
    for (int i = 0; i < unsigned(cmap + 2); i++) {
      int record = cmap + 4 + i * ENCODING_RECORD;
      if (data.getInt(record) == UNICODE_BMP) {
        return cmap + data.getInt(record + 4);
      }
    }
    throw new IllegalStateException("the font of the figures has no map of Unicode");
  }

  /** The glyph of a character by segments of the map, 0 for none. */
  private int glyph(int character) {
    int doubled = unsigned(characters + 6);
    int ends = characters + 14;
    int starts = ends + doubled + 2;
    for (int segment = 0; segment < doubled; segment += 2) {
      if (character <= unsigned(ends + segment)) {
        int start = unsigned(starts + segment);
        if (character < start) {
          return 0;
        }
        int delta = unsigned(starts + doubled + segment);
        int offsetPlace = starts + 2 * doubled + segment;
        int offset = unsigned(offsetPlace);
        int found =
            offset == 0 ? character : unsigned(offsetPlace + offset + 2 * (character - start));
        return found == 0 ? 0 : found + delta & 0xffff;
      }
    }
    return 0;
  }

  private int unsigned(int place) {
    return Short.toUnsignedInt(data.getShort(place));
  }

  private static FigureFont read(String name) {
    try (InputStream stream = FigureFont.class.getResourceAsStream(name)) {
      return new FigureFont(stream.readAllBytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
