package protomass.flame.render;

import protomass.flame.genome.Genome;

/**
 * An accepted flame.
 *
 * @param index the number of the image in its set
 * @param attempts how many genomes were drawn until one was accepted; at least 1
 * @param renders how many of them passed the probe and were rendered in full; at least 1
 * @param appearance coverage and structure
 * @param frame the part of the plane that the picture shows
 * @param genome the flame's definition
 * @param picture the image
 */
public record Flame(
    long index,
    int attempts,
    int renders,
    Appearance appearance,
    Frame frame,
    Genome genome,
    Picture picture) {}
