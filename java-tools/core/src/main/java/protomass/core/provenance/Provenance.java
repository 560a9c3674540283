package protomass.core.provenance;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import protomass.core.file.Checksum;

/**
 * Where an artefact comes from: enough to make it again. It holds no time and no machine, so that
 * the same inputs give the same bytes.
 *
 * @param version the version of Protomass
 * @param commandLine the full command line
 * @param seed the seed, or null for a command that draws no random numbers
 * @param inputs SHA-256 of each input by file name, sorted
 */
public record Provenance(
    String version, String commandLine, Long seed, Map<String, String> inputs) {
  public Provenance {
    inputs = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    if (version == null || commandLine == null || inputs.containsValue(null)) {
      throw new IllegalArgumentException("a version, command line or checksum of an input is null");
    }
  }

  private static final String VERSION = "version";
  private static final String COMMAND_LINE = "command_line";
  private static final String SEED = "seed";
  private static final String INPUT_PREFIX = "input.";

  /** The provenance of a command that has read nothing yet. */
  public static Provenance of(String commandLine, Long seed) {
    return new Provenance(Version.current(), commandLine, seed, Map.of());
  }

  /** The same with the checksum of one more input file. */
  public Provenance withInput(Path file) {
    return withInput(String.valueOf(file.getFileName()), Checksum.sha256(file));
  }

  /** The same with an input whose checksum is known. */
  public Provenance withInput(String name, String sha256) {
    Map<String, String> extended = new TreeMap<>(inputs);
    extended.put(name, sha256);
    return new Provenance(version, commandLine, seed, extended);
  }

  /** The same as flat text, for metadata that knows only strings (safetensors, PNG, FITS). */
  public SequencedMap<String, String> asText() {
    SequencedMap<String, String> text = new LinkedHashMap<>();
    text.put(VERSION, version);
    text.put(COMMAND_LINE, commandLine);
    if (seed != null) {
      text.put(SEED, seed.toString());
    }
    inputs.forEach((name, sha256) -> text.put(INPUT_PREFIX + name, sha256));
    return text;
  }

  /**
   * The provenance that {@link #asText} wrote, among other keys.
   *
   * @throws IllegalArgumentException when it is not whole
   */
  public static Provenance ofText(Map<String, String> text) {
    Map<String, String> inputs = new TreeMap<>();
    text.forEach(
        (key, value) -> {
          if (key.startsWith(INPUT_PREFIX)) {
            inputs.put(key.substring(INPUT_PREFIX.length()), value);
          }
        });
    String seed = text.get(SEED);
    return new Provenance(
        text.get(VERSION),
        text.get(COMMAND_LINE),
        seed == null ? null : Long.valueOf(seed),
        inputs);
  }
}
