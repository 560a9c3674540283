package protomass.core.file;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text as bytes. */
public final class TextFile {
  private TextFile() {}

  /** The characters of UTF-8; reading fails where there is another encoding or damage. */
  public static Reader strictUtf8(byte[] document) {
    return new InputStreamReader(
        new ByteArrayInputStream(document),
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }
}
