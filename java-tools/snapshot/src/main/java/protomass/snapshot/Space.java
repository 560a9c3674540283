package protomass.snapshot;

/**
 * The space that a simulation fills.
 *
 * @param box its extent [cm]
 * @param periodic whether gas that leaves through a face comes in through the opposite one
 */
public record Space(Box box, boolean periodic) {}
