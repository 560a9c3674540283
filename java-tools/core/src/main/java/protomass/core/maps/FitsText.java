package protomass.core.maps;

import java.util.Locale;

/**
 * Text as FITS can hold it: printable ASCII (FITS Standard 4.0, section 4.2.1). Everything else is
 * written as in JSON strings: {@code \}{@code u} and four hexadecimal digits for each UTF-16 unit,
 * and two backslashes for one. Text without either is written as it is.
 */
final class FitsText {
  private FitsText() {}

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == '\\') {
        escaped.append("\\\\");
      } else if (unit >= ' ' && unit <= '~') {
        escaped.append(unit);
      } else {
        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
      }
    }
    return escaped.toString();
  }
}
