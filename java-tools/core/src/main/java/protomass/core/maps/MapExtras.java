package protomass.core.maps;

import java.util.List;

/**
 * What a map file may hold beyond what models see.
 *
 * @param axes how each map lies in the box, one per map; or empty
 * @param fieldStrength mass-weighted strength of the magnetic field [G], one image per map; or
 *     empty
 * @param notes remarks for people, such as the frame of the velocities
 */
public record MapExtras(List<MapAxes> axes, List<float[]> fieldStrength, List<String> notes) {
  public static final MapExtras NONE = new MapExtras(List.of(), List.of(), List.of());

  public MapExtras {
    axes = List.copyOf(axes);
    fieldStrength = List.copyOf(fieldStrength);
    notes = List.copyOf(notes);
  }
}
