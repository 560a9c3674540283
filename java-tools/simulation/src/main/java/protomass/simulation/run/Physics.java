package protomass.simulation.run;

/**
 * What a cloud is made of, in code units.
 *
 * @param soundSpeed of the isothermal gas
 * @param gravitationalConstant 0 for none
 * @param cellsPerJeansLength at least, on levels that can be refined
 * @param densityFloor the least density that is left in a cell
 */
public record Physics(
    double soundSpeed,
    double gravitationalConstant,
    double cellsPerJeansLength,
    double densityFloor) {}
