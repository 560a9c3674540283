package protomass.nextflow;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotFormats;
import protomass.snapshot.SnapshotHeader;

/**
 * What a snapshot tells of itself. The only class of the plugin that needs Protomass' readers, and
 * so Java 25.
 */
final class SnapshotHeaders {
  private static final double YEARS_PER_MEGAYEAR = 1e6;

  private SnapshotHeaders() {}

  /**
   * The header of one snapshot as a row of a channel; {@link SnapshotChannel} lists its keys.
   *
   * @throws protomass.core.error.ProtomassException when the path holds no snapshot or a broken one
   */
  static Map<String, Object> read(Path path) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Readers are found as services, and those are known to the plugin's class loader alone.
    thread.setContextClassLoader(SnapshotHeaders.class.getClassLoader());
    try (Snapshot snapshot = SnapshotFormats.open(path)) {
      return row(path, snapshot);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Map<String, Object> row(Path path, Snapshot snapshot) {
    SnapshotHeader header = snapshot.header();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("path", path);
    row.put("code", header.code());
    row.put("simulation", header.simulation());
    row.put("snapshot", header.snapshot());
    row.put("time_Myr", header.timeYr() / YEARS_PER_MEGAYEAR);
    row.put("stars", snapshot.stars().size());
    return row;
  }
}
