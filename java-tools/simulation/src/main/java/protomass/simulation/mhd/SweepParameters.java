package protomass.simulation.mhd;

/**
 * What a sweep over one level needs to know, in code units.
 *
 * @param soundSpeed of the isothermal gas
 * @param cleaningSpeed at which errors of the field's divergence are carried away
 * @param timeStep of all levels alike
 * @param cellSize of the level
 * @param damping factor of the cleaning scalar after the step
 * @param densityFloor the least density; a cell that would fall below is redone
 * @param speedLimit a cell whose speed and fast wave together exceed it is redone
 */
public record SweepParameters(
    double soundSpeed,
    double cleaningSpeed,
    double timeStep,
    double cellSize,
    double damping,
    double densityFloor,
    double speedLimit) {}
