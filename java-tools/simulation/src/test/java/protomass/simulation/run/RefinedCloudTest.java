package protomass.simulation.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import protomass.core.file.Checksum;
import protomass.simulation.initial.TurbulentVelocity;
import protomass.simulation.mesh.Block;
import protomass.simulation.mesh.Mesh;
import protomass.simulation.mesh.Workers;

/** A turbulent, magnetised, self-gravitating cloud on three levels: what it keeps, and its bits. */
class RefinedCloudTest {
  private static final double SOUND_SPEED = 0.193186;
  private static final double DENSITY = 0.4;
  private static final double FIELD = 0.3528;

  private static Mesh mesh() {
    Mesh mesh = new Mesh(1.5, 32, 2);
    double[][] velocity =
        new TurbulentVelocity(1, 16, 4, 0.5).onGrid(mesh.baseCells(0), 6 * SOUND_SPEED);
    Cloud.fill(mesh, DENSITY, velocity, new double[] {0, 0, FIELD});
    return mesh;
  }

  private static Cloud run(Mesh mesh, Workers workers, double until) {
    Cloud cloud = new Cloud(mesh, new Physics(SOUND_SPEED, 1, 5, DENSITY * 1e-6), workers);
    cloud.begin();
    while (cloud.time() < until) {
      cloud.step(until);
    }
    return cloud;
  }

  @Test
  void massFieldAndNearlyMomentumAreKeptAcrossLevels() {
    Mesh mesh = mesh();
    Totals before = Totals.of(mesh);
    try (Workers workers = new Workers(2)) {
      Cloud cloud = run(mesh, workers, 0.2);
      Totals after = Totals.of(mesh);
      assertTrue(mesh.level(1).size() > 20, "level 1: " + mesh.level(1).size());
      assertTrue(mesh.level(2).size() >= 8, "level 2: " + mesh.level(2).size());
      assertEquals(0, cloud.gas().massAdded());
      // Round-off of some hundred steps.
      assertEquals(before.mass(), after.mass(), 1e-11 * before.mass());
      // Sum of mass times speed; gravity across levels does not keep momentum to round-off.
      double scale = Math.sqrt(2 * before.kinetic() * before.mass());
      for (int axis = 0; axis < 3; axis++) {
        assertEquals(before.meanField().get(axis), after.meanField().get(axis), 1e-11 * FIELD);
        assertEquals(before.momentum().get(axis), after.momentum().get(axis), 1e-3 * scale);
      }
    }
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    byte[] first = null;
    for (int threads : new int[] {1, 2, 3, 5}) {
      Mesh mesh = mesh();
      try (Workers workers = new Workers(threads)) {
        run(mesh, workers, 0.1);
      }
      assertTrue(mesh.level(1).size() > 5, "level 1: " + mesh.level(1).size());
      byte[] bits = bits(mesh);
      first = first == null ? bits : first;
      assertArrayEquals(first, bits, threads + " threads");
    }
  }

  private static byte[] bits(Mesh mesh) {
    MessageDigest digest = Checksum.sha256();
    for (int level = 0; level <= mesh.finestLevel(); level++) {
      for (Block block : mesh.level(level)) {
        digest.update(bytes(block.state));
        digest.update(bytes(block.potential));
      }
    }
    return digest.digest();
  }

  private static byte[] bytes(double[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * Double.BYTES);
    buffer.asDoubleBuffer().put(values);
    return buffer.array();
  }
}
