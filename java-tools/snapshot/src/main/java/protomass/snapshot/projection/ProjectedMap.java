package protomass.snapshot.projection;

import protomass.core.maps.GasMap;
import protomass.core.units.Cgs;

/** A finished map in double precision. Pixel {@code row * columns + column}. */
public final class ProjectedMap {
  private final View view;
  private final Moments moments;

  ProjectedMap(View view, Moments moments) {
    this.view = view;
    this.moments = moments;
  }

  public View view() {
    return view;
  }

  /** Column density of a pixel [g/cm^2]; 0 where there is no gas. */
  public double columnDensity(int pixel) {
    return moments.column(pixel);
  }

  /** Mass-weighted mean velocity along the line of sight [cm/s]; NaN where there is no gas. */
  public double velocity(int pixel) {
    return moments.column(pixel) > 0 ? moments.mean(pixel) : Double.NaN;
  }

  /** Mass-weighted dispersion of that velocity [cm/s]; NaN where there is no gas. */
  public double dispersion(int pixel) {
    return Math.sqrt(moments.squares(pixel) / moments.column(pixel));
  }

  /** Mass-weighted mean strength of the magnetic field [gauss]; NaN where there is no gas. */
  public double field(int pixel) {
    return moments.column(pixel) > 0 ? moments.field(pixel) : Double.NaN;
  }

  /** Mass in the view [g]. */
  public double mass() {
    CompensatedSum sum = new CompensatedSum();
    for (int pixel = 0; pixel < view.pixels(); pixel++) {
      sum.add(moments.column(pixel));
    }
    return sum.value() * view.pixelArea();
  }

  /** Mass-weighted mean velocity of all gas in the view [cm/s]; 0 where there is none. */
  public double meanVelocity() {
    double column = 0;
    double mean = 0;
    for (int pixel = 0; pixel < view.pixels(); pixel++) {
      if (moments.column(pixel) > 0) {
        column += moments.column(pixel);
        mean += moments.column(pixel) / column * (moments.mean(pixel) - mean);
      }
    }
    return mean;
  }

  /** Volume of the cells in the view over the view's own; 1 where cells tile the space. */
  public double coverage() {
    return moments.volume() / view.volume();
  }

  /** How many pixels have no gas behind them. */
  public int pixelsWithoutMass() {
    int count = 0;
    for (int pixel = 0; pixel < view.pixels(); pixel++) {
      count += moments.column(pixel) > 0 ? 0 : 1;
    }
    return count;
  }

  /**
   * The map in single precision and the units of map files.
   *
   * @param velocityOfFrame is taken from every velocity [cm/s]
   * @param soundSpeed is added to every dispersion in quadrature [cm/s]
   */
  public GasMap toGasMap(double velocityOfFrame, double soundSpeed) {
    if (view.columns() != view.rows()) {
      throw new IllegalStateException("a map file holds square maps only");
    }
    int pixels = view.pixels();
    float[] columnDensity = new float[pixels];
    float[] velocity = new float[pixels];
    float[] dispersion = new float[pixels];
    for (int pixel = 0; pixel < pixels; pixel++) {
      columnDensity[pixel] = (float) columnDensity(pixel);
      velocity[pixel] = (float) ((velocity(pixel) - velocityOfFrame) / Cgs.KILOMETRE_PER_SECOND);
      double width =
          soundSpeed == 0 ? dispersion(pixel) : Math.hypot(dispersion(pixel), soundSpeed);
      dispersion[pixel] = (float) (width / Cgs.KILOMETRE_PER_SECOND);
    }
    return new GasMap(view.columns(), columnDensity, velocity, dispersion);
  }
}
