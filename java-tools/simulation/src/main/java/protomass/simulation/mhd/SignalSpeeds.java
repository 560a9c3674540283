package protomass.simulation.mhd;

import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import protomass.simulation.mesh.Block;
import protomass.simulation.mesh.Mesh;
import protomass.simulation.mesh.Workers;

/**
 * How fast signals cross cells, over all levels. The unsplit scheme's time step is limited by the
 * sum over the three directions.
 *
 * @param crossings greatest sum over directions of velocity plus fast wave, per cell size [1/time]
 * @param greatest greatest velocity along a direction plus fast wave
 */
public record SignalSpeeds(double crossings, double greatest) {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Of all cells of a mesh. Not finite where the state is not. */
  public static SignalSpeeds of(Mesh mesh, double soundSpeed, Workers workers) {
    double crossings = 0;
    double greatest = 0;
    for (int level = 0; level <= mesh.finestLevel(); level++) {
      double cell = mesh.cellSize(level);
      List<Block> blocks = mesh.level(level);
      double[][] found = new double[workers.threads()][2];
      workers.forEach(blocks, (block, thread) -> scan(block, soundSpeed, found[thread]));
      for (double[] one : found) {
        crossings = Math.max(crossings, one[0] / cell);
        greatest = Math.max(greatest, one[1]);
      }
    }
    return new SignalSpeeds(crossings, greatest);
  }

  private static DoubleVector load(Block block, int variable, int cell) {
    return DoubleVector.fromArray(SPECIES, block.state, variable * Block.CELLS + cell);
  }

  /** Maxima are the same in any order, and carry NaN on. */
  private static void scan(Block block, double soundSpeed, double[] found) {
    DoubleVector sums = DoubleVector.zero(SPECIES);
    DoubleVector greatest = DoubleVector.zero(SPECIES);
    for (int cell = 0; cell < Block.CELLS; cell += LANES) {
      DoubleVector density = load(block, 0, cell);
      DoubleVector u = load(block, 1, cell).abs();
      DoubleVector v = load(block, 2, cell).abs();
      DoubleVector w = load(block, 3, cell).abs();
      DoubleVector bx = load(block, 4, cell);
      DoubleVector by = load(block, 5, cell);
      DoubleVector bz = load(block, 6, cell);
      DoubleVector field2 = bx.mul(bx).add(by.mul(by)).add(bz.mul(bz));
      DoubleVector fast = field2.div(density).add(soundSpeed * soundSpeed).sqrt();
      sums = sums.max(u.add(v).add(w).add(fast.mul(3)));
      greatest = greatest.max(u.max(v).max(w).add(fast));
    }
    found[0] = Math.max(found[0], sums.reduceLanes(VectorOperators.MAX));
    found[1] = Math.max(found[1], greatest.reduceLanes(VectorOperators.MAX));
  }
}
