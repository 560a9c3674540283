package protomass.core.maps;

/**
 * Where a map's star stands in the picture.
 *
 * @param sidePc side of the map [pc]
 * @param rightPc the star from the map's centre, along the first image axis [pc]
 * @param upPc the same along the second
 */
public record StarPlace(double sidePc, double rightPc, double upPc) {
  /** The place of a star that lies {@code row.positionPc()} from the region's lower corner. */
  static StarPlace of(MapRow row, MapAxes axes, double sidePc) {
    double right = 0;
    double up = 0;
    for (int axis = 0; axis < 3; axis++) {
      double fromCentre = row.positionPc().get(axis) - sidePc / 2;
      right += axes.right().get(axis) * fromCentre;
      up += axes.up().get(axis) * fromCentre;
    }
    return new StarPlace(sidePc, right, up);
  }
}
