package protomass.core.maps;

/**
 * The three maps of one line of sight, each {@code size * size} values in rows: element {@code [y *
 * size + x]}, x being the first image axis of {@link LineOfSight}.
 *
 * @param size pixels along a side
 * @param columnDensity [g cm-2]
 * @param velocity mass-weighted mean velocity along the line of sight [km s-1]
 * @param dispersion mass-weighted dispersion of that velocity [km s-1]
 */
public record GasMap(int size, float[] columnDensity, float[] velocity, float[] dispersion) {
  public GasMap {
    int pixels = size * size;
    if (columnDensity.length != pixels
        || velocity.length != pixels
        || dispersion.length != pixels) {
      throw new IllegalArgumentException("every map must have " + pixels + " pixels");
    }
  }

  /** The channel's values. The array is this map's own. */
  public float[] values(Channel channel) {
    return switch (channel) {
      case COLUMN_DENSITY -> columnDensity;
      case VELOCITY -> velocity;
      case DISPERSION -> dispersion;
    };
  }
}
