package protomass.report.section;

import protomass.core.json.Json;

/** What a section shows as a block of JSON. */
final class JsonBlock {
  private JsonBlock() {}

  /** A value as indented JSON; empty for none. */
  static String of(Object value) {
    return value == null ? "" : Json.mapper().valueToTree(value).toPrettyString();
  }
}
