package protomass.nextflow;

import groovyx.gpars.dataflow.DataflowWriteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import nextflow.Nextflow;
import nextflow.Session;
import nextflow.exception.AbortOperationException;
import nextflow.extension.CH;
import nextflow.plugin.extension.Factory;
import nextflow.plugin.extension.PluginExtensionPoint;

/** What scripts get by {@code include { fromSnapshots } from 'plugin/nf-protomass'}. */
public final class SnapshotChannel extends PluginExtensionPoint {
  @Override
  protected void init(Session session) {
    // a channel is made for whatever run is going on
  }

  /**
   * A channel of snapshots, ascending by path. Each is a map of {@code path} (absolute), {@code
   * code}, {@code simulation}, {@code snapshot} (its number), {@code time_Myr} (since the start of
   * the simulation) and {@code stars} (their number). All headers are read before any task starts,
   * so that a file that is no snapshot ends the run at once.
   *
   * @param patterns a path or a glob pattern of files or folders, or a list of them
   */
  @Factory
  public DataflowWriteChannel<?> fromSnapshots(Object patterns) {
    List<Map<String, Object>> rows = SnapshotRows.read(paths(patterns), SnapshotHeaders::read);
    return CH.emitAndClose(CH.create(), rows);
  }

  private static Collection<Path> paths(Object patterns) {
    Collection<?> several = patterns instanceof Collection<?> list ? list : Arrays.asList(patterns);
    List<Path> found = new ArrayList<>();
    for (Object pattern : several) {
      List<Path> matches = pattern == null ? List.of() : matches(pattern);
      if (matches.isEmpty()) {
        throw new AbortOperationException(
            "fromSnapshots: '%s' matches no file or folder; name the snapshots by a path or a pattern"
                .formatted(pattern));
      }
      found.addAll(matches);
    }
    return found;
  }

  private static List<Path> matches(Object pattern) {
    if (pattern instanceof Path path) {
      return List.of(path);
    }
    List<Path> matches = new ArrayList<>();
    for (Object match : (Iterable<?>) Nextflow.files(Map.of("type", "any"), pattern.toString())) {
      matches.add((Path) match);
    }
    return matches;
  }
}
