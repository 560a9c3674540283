package protomass.snapshot.projection;

import java.util.List;
import protomass.core.maps.GasMap;
import protomass.core.maps.LineOfSight;
import protomass.snapshot.GasRegion;
import protomass.snapshot.GridCells;
import protomass.snapshot.Space;

/** Projects a cube of cells of equal size. */
record GridProjection(int pixels) {
  GasMap along(LineOfSight axis, GasRegion region) {
    return exactly(ImageAxes.of(axis), region).toGasMap(0, 0);
  }

  ProjectedMap exactly(ImageAxes axes, GasRegion region) {
    Space space = GridCells.space(region);
    View view = View.of(space.box(), axes, pixels, pixels);
    try (Projector projector = new Projector(space, List.of(view), 1)) {
      GridCells.send(region, projector);
      return projector.map(0);
    }
  }

  static int pixelsWithoutMass(GasMap map) {
    int count = 0;
    for (float velocity : map.velocity()) {
      count += Float.isNaN(velocity) ? 1 : 0;
    }
    return count;
  }
}
