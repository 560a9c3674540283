package protomass.simulation.mesh;

/**
 * The variables of a cell, all in code units: density, velocity, magnetic field (Lorentz-Heaviside:
 * B²/2 is a pressure) and the scalar of divergence cleaning (Dedner et al. 2002).
 */
public final class State {
  public static final int DENSITY = 0;
  public static final int VELOCITY = 1;
  public static final int FIELD = 4;
  public static final int CLEANING = 7;
  public static final int VARIABLES = 8;

  private State() {}
}
