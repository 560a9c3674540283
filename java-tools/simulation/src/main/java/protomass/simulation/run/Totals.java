package protomass.simulation.run;

import java.util.List;
import protomass.simulation.mesh.Block;
import protomass.simulation.mesh.Mesh;
import protomass.simulation.mesh.Potential;

/**
 * Integrals over the box, over cells that no finer ones cover, in code units.
 *
 * @param momentum along x, y and z
 * @param meanField along x, y and z, by volume
 * @param gravitational half of density times potential
 */
public record Totals(
    double mass,
    List<Double> momentum,
    List<Double> meanField,
    double kinetic,
    double magnetic,
    double gravitational,
    double greatestDensity,
    double leastDensity) {
  /** Of a mesh, added up in the order of its blocks. */
  public static Totals of(Mesh mesh) {
    Sums sums = new Sums();
    for (int level = 0; level <= mesh.finestLevel(); level++) {
      double cell = mesh.cellSize(level);
      for (Block block : mesh.level(level)) {
        sums.add(block, cell * cell * cell);
      }
    }
    double volume = mesh.volume();
    return new Totals(
        sums.mass,
        List.of(sums.momentum[0], sums.momentum[1], sums.momentum[2]),
        List.of(sums.field[0] / volume, sums.field[1] / volume, sums.field[2] / volume),
        sums.kinetic,
        sums.magnetic,
        sums.gravitational,
        sums.greatest,
        sums.least);
  }

  private static final class Sums {
    private double mass;
    private final double[] momentum = new double[3];
    private final double[] field = new double[3];
    private double kinetic;
    private double magnetic;
    private double gravitational;
    private double greatest;
    private double least = Double.POSITIVE_INFINITY;

    private void add(Block block, double volume) {
      for (int cell = 0; cell < Block.CELLS; cell++) {
        int i = cell % Block.SIDE;
        int j = cell / Block.SIDE % Block.SIDE;
        int k = cell / (Block.SIDE * Block.SIDE);
        if (!block.isCovered(i, j, k)) {
          add(block, cell, volume, block.potential[Potential.index(i, j, k)]);
        }
      }
    }

    private void add(Block block, int cell, double volume, double potential) {
      double density = block.state[cell];
      double speed2 = 0;
      double field2 = 0;
      for (int axis = 0; axis < 3; axis++) {
        double velocity = block.state[(1 + axis) * Block.CELLS + cell];
        double component = block.state[(4 + axis) * Block.CELLS + cell];
        momentum[axis] += density * velocity * volume;
        field[axis] += component * volume;
        speed2 += velocity * velocity;
        field2 += component * component;
      }
      mass += density * volume;
      kinetic += density * speed2 * volume / 2;
      magnetic += field2 * volume / 2;
      gravitational += density * potential * volume / 2;
      greatest = Math.max(greatest, density);
      least = Math.min(least, density);
    }
  }
}
