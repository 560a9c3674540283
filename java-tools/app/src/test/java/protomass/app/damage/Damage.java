package protomass.app.damage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import protomass.core.json.Json;
import protomass.core.random.RandomStream;
import protomass.testing.Unsealed;

/** Damages documents, with their checksums taken away so that it reaches whoever parses them. */
final class Damage {
  private static final int CARD = 80;
  private static final long[] ABSURD_NUMBERS = {
    -1, 0, 1, 255, 1 << 20, 1 << 28, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 40, 1L << 62
  };

  /** What no field expects, as JSON. */
  private static final List<String> ABSURD_VALUES =
      List.of(
          "null",
          "-1",
          "0",
          "4.9",
          "1e308",
          "-1e308",
          "1e400",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "1e999999999",
          "\"\"",
          "\"NaN\"",
          "\"-Infinity\"",
          "\"a\\u0000b\"",
          "\"../../../etc/passwd\"",
          "\"é\\ud83d\"",
          "\"" + "x".repeat(5000) + "\"",
          "true",
          "[]",
          "{}",
          "[null]",
          "{\"a\": null}",
          "[".repeat(900) + "]".repeat(900));

  private Damage() {}

  /** Bytes changed anywhere. */
  static byte[] bytes(byte[] whole, RandomStream random) {
    byte[] damaged = whole.clone();
    int place = random.nextInt(whole.length);
    switch (random.nextInt(6)) {
      case 0 -> {
        return Arrays.copyOf(whole, place);
      }
      case 1 -> damaged[place] ^= (byte) (1 << random.nextInt(8));
      case 2 -> {
        int end = Math.min(whole.length, place + 1 + random.nextInt(64));
        Arrays.fill(damaged, place, end, (byte) (random.nextInt(2) == 0 ? 0 : 0xff));
      }
      case 3 -> {
        for (int i = 0; i < whole.length; i++, place = (place + 1) % whole.length) {
          if (damaged[place] >= '0' && damaged[place] <= '9') {
            damaged[place] = (byte) "0123456789-.E x".charAt(random.nextInt(15));
            return damaged;
          }
        }
      }
      case 4 -> {
        ByteBuffer numbers = ByteBuffer.wrap(damaged);
        numbers.order(random.nextInt(2) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        numbers.putLong(
            Math.max(0, Math.min(place, whole.length - Long.BYTES)) / 4 * 4,
            ABSURD_NUMBERS[random.nextInt(ABSURD_NUMBERS.length)]);
      }
      default -> {
        int length = Math.min(whole.length - place, 1 + random.nextInt(300));
        byte[] twice = Arrays.copyOf(whole, whole.length + length);
        System.arraycopy(whole, place, twice, place + length, whole.length - place);
        return twice;
      }
    }
    return damaged;
  }

  /** A value of a JSON document is another, or lacks. */
  static byte[] json(byte[] document, RandomStream random) throws IOException {
    JsonNode tree = Json.mapper().readTree(document);
    List<Runnable> changes = new ArrayList<>();
    collect(tree, ABSURD_VALUES.get(random.nextInt(ABSURD_VALUES.size())), changes);
    changes.get(random.nextInt(changes.size())).run();
    return Json.line(tree).getBytes(StandardCharsets.UTF_8);
  }

  private static void collect(JsonNode node, String value, List<Runnable> changes) {
    if (node instanceof ObjectNode object) {
      for (String key : List.copyOf(object.propertyStream().map(e -> e.getKey()).toList())) {
        changes.add(() -> object.putRawValue(key, new RawValue(value)));
        changes.add(() -> object.remove(key));
        collect(object.get(key), value, changes);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int place = i;
        changes.add(
            () ->
                array.set(place, Json.mapper().getNodeFactory().rawValueNode(new RawValue(value))));
        changes.add(() -> array.remove(place));
        collect(array.get(i), value, changes);
      }
    }
  }

  /** A value of a line of JSON lines is another. */
  static byte[] jsonLines(byte[] document, RandomStream random) throws IOException {
    List<String> lines =
        new ArrayList<>(new String(document, StandardCharsets.UTF_8).lines().toList());
    int line = random.nextInt(lines.size());
    byte[] changed = json(lines.get(line).getBytes(StandardCharsets.UTF_8), random);
    lines.set(line, new String(changed, StandardCharsets.UTF_8));
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** A value of the header of a safetensors file is another. */
  static byte[] safetensors(byte[] file, RandomStream random) throws IOException {
    int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] header = json(Arrays.copyOfRange(file, 8, 8 + length), random);
    ByteBuffer damaged =
        ByteBuffer.allocate(8 + header.length + file.length - 8 - length)
            .order(ByteOrder.LITTLE_ENDIAN);
    return damaged
        .putLong(header.length)
        .put(header)
        .put(file, 8 + length, file.length - 8 - length)
        .array();
  }

  /** A number in the header of an HDU is another. */
  static byte[] fits(byte[] file, RandomStream random) {
    List<Integer> numbers = new ArrayList<>();
    for (int card = 0; card < file.length; card += CARD) {
      String text = new String(file, card, CARD, StandardCharsets.US_ASCII);
      if (text.matches("[A-Z0-9 ]{8}= +[-0-9.]+ .*|T(FORM|TYPE|DIM)[0-9 ]+= '.*")) {
        numbers.add(card);
      }
    }
    byte[] damaged = file.clone();
    int card = numbers.get(random.nextInt(numbers.size()));
    boolean isText = damaged[card + 10] == '\'';
    String value =
        isText
            ? List.of("'999999999D'", "'-3J'", "'0E'", "'1PD(9)'", "'Q'", "''")
                .get(random.nextInt(6))
            : String.valueOf(ABSURD_NUMBERS[random.nextInt(ABSURD_NUMBERS.length)]);
    byte[] ascii =
        "%-20s"
            .formatted(isText ? value : "%20s".formatted(value))
            .getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, damaged, card + 10, 20);
    return damaged;
  }

  /** A field of a table of commas is another. */
  static byte[] csv(byte[] document, RandomStream random) {
    List<String> lines =
        new ArrayList<>(new String(document, StandardCharsets.UTF_8).lines().toList());
    int line = random.nextInt(lines.size());
    String[] fields = lines.get(line).split(",", -1);
    List<String> absurd =
        List.of(
            "", "-1", "NaN", "1e999", "9223372036854775808", "a\0b", "\"", "../x", "é", "1e308");
    fields[random.nextInt(fields.length)] = absurd.get(random.nextInt(absurd.size()));
    lines.set(line, String.join(",", fields));
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The document without its checksum and those of files beside it. */
  static byte[] unsealed(String name, byte[] document) throws IOException {
    if (name.endsWith(".json")) {
      ObjectNode tree = (ObjectNode) Json.mapper().readTree(document);
      tree.remove(List.of("protomass_checksum", "protomass_files"));
      return Json.mapper().writeValueAsBytes(tree);
    }
    if (name.endsWith(".jsonl") || name.endsWith(".safetensors")) {
      return replaced(
          replaced(document, "protomass_checksum", "a_foreign_checksum"),
          "sha256-zeroed:",
          "sha256-foreign");
    }
    if (name.endsWith(".fits")) {
      return Unsealed.fits(document);
    }
    return document;
  }

  private static byte[] replaced(byte[] document, String text, String with) {
    String all = new String(document, StandardCharsets.ISO_8859_1);
    return all.replace(text, with).getBytes(StandardCharsets.ISO_8859_1);
  }
}
