package protomass.core.provenance;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of Protomass, from the manifest of its jar. */
public final class Version implements IVersionProvider {
  /** The version, such as {@code 0.1.0}; {@code development} when run from class folders. */
  public static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Where the project lives, an address; empty when the build was told none. */
  public static Optional<String> home() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVendor())
        .filter(home -> !home.isBlank());
  }

  @Override
  public String[] getVersion() {
    return new String[] {"protomass " + current()};
  }
}
