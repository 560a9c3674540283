package protomass.snapshot.preview;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import protomass.core.maps.Channel;
import protomass.core.maps.GasMap;
import protomass.core.maps.MapRow;

/** Pictures of maps for people: a PNG per star, a row per line of sight, a column per channel. */
public final class Preview {
  private Preview() {}

  /**
   * Writes {@code CLOUD-SNAPSHOT-STAR.png} for every star.
   *
   * @param rows a row per map
   * @param maps as many maps
   * @param fieldStrength as many images [G], or none
   * @param pixelPc side of a pixel [pc]
   * @return the files
   */
  public static List<Path> write(
      Path folder,
      List<MapRow> rows,
      List<GasMap> maps,
      List<float[]> fieldStrength,
      double pixelPc) {
    Map<Long, List<Integer>> byStar = new TreeMap<>();
    for (int map = 0; map < rows.size(); map++) {
      byStar.computeIfAbsent(rows.get(map).star(), star -> new ArrayList<>()).add(map);
    }
    List<Path> written = new ArrayList<>();
    byStar.forEach(
        (star, indices) -> {
          MapRow first = rows.get(indices.getFirst());
          String name =
              String.format(Locale.ROOT, "%s-%05d-%04d.png", first.cloud(), first.snapshot(), star);
          Path target = folder.resolve(name);
          List<List<Panel>> panels =
              indices.stream()
                  .map(map -> panels(rows.get(map), maps.get(map), field(fieldStrength, map)))
                  .toList();
          PanelSheet.write(target, panels, pixelPc * maps.getFirst().size());
          written.add(target);
        });
    return written;
  }

  private static float[] field(List<float[]> fieldStrength, int map) {
    return fieldStrength.isEmpty() ? null : fieldStrength.get(map);
  }

  private static List<Panel> panels(MapRow row, GasMap map, float[] gauss) {
    String title =
        String.format(
            Locale.ROOT,
            "star %d, %.3g Msun, along %s",
            row.star(),
            row.massMsun(),
            row.lineOfSight().letter());
    List<Panel> panels =
        Arrays.stream(Channel.values())
            .map(channel -> Panel.of(title, channel, map.values(channel), map.size()))
            .collect(Collectors.toCollection(ArrayList::new));
    if (gauss != null) {
      panels.add(Panel.ofField(title, gauss, map.size()));
    }
    return panels;
  }
}
