package protomass.snapshot.particles;

import java.nio.file.Path;
import java.util.Optional;
import protomass.core.error.BadInputException;
import protomass.snapshot.CellConsumer;
import protomass.snapshot.CellWriter;
import protomass.snapshot.RegionFilter;
import protomass.snapshot.hdf5.Hdf5Array;
import protomass.snapshot.hdf5.Hdf5Input;

/**
 * Reads the gas of one file in batches. Places and sizes of all particles are read; velocities and
 * fields only of batches that hold wanted particles.
 */
final class GasReading {
  private static final String GAS = "PartType0/";
  private static final int ROWS_AT_ONCE = 1 << 14;
  private static final int MOST_ROWS_AT_ONCE = 1 << 18;

  private final Path file;
  private final ParticleHeader header;
  private final Optional<RegionFilter> filter;

  /**
   * @param filter tells which particles are wanted; empty for all
   */
  GasReading(Path file, ParticleHeader header, Optional<RegionFilter> filter) {
    this.file = file;
    this.header = header;
    this.filter = filter;
  }

  void read(CellConsumer consumer) {
    try (Hdf5Input input = Hdf5Input.open(file, ParticleSnapshot.MEND)) {
      int rows = input.has(GAS + "Coordinates") ? input.array(GAS + "Coordinates").rows() : 0;
      double promised =
          input.requireNumbers(ParticleHeader.GROUP, "NumPart_ThisFile", ParticleHeader.TYPES)[0];
      if (rows != promised) {
        throw input.broken("has %d gas particles, %.0f by its header".formatted(rows, promised));
      }
      if (rows > 0) {
        read(input, rows, consumer);
      }
    }
  }

  private void read(Hdf5Input input, int rows, CellConsumer consumer) {
    Hdf5Array positions = input.array(GAS + "Coordinates").require(rows, 3);
    Hdf5Array velocities = input.array(GAS + "Velocities").require(rows, 3);
    Hdf5Array fields =
        header.fieldGauss().isPresent()
            ? input.array(GAS + "MagneticField").require(rows, 3)
            : null;
    Sizes sizes = new Sizes(input, rows);
    CellWriter writer = CellWriter.fresh(file, header.fieldGauss().isPresent(), consumer);
    int atOnce = atOnce(positions.packedRows());
    for (int first = 0; first < rows; first += atOnce) {
      int count = Math.min(atOnce, rows - first);
      Batch batch = new Batch(positions.rows(first, count), sizes, first, count);
      if (batch.wanted == 0) {
        consumer.passOver((long) Kernel.CELLS * count);
        continue;
      }
      double[] velocity = velocities.rows(first, count);
      double[] field = fields == null ? null : fields.rows(first, count);
      batch.write(writer, velocity, field);
      if (batch.wanted < count) {
        consumer.passOver((long) Kernel.CELLS * (count - batch.wanted));
      }
    }
    writer.flush();
  }

  /** Whole packs where they are not too large: each is unpacked once. */
  private static int atOnce(int packedRows) {
    int packs = Math.max(1, ROWS_AT_ONCE / packedRows);
    return (int) Math.min((long) packs * packedRows, MOST_ROWS_AT_ONCE);
  }

  /** Where masses and radii come from. */
  private final class Sizes {
    private final Optional<Hdf5Array> masses;
    private final Hdf5Array sizes;

    private Sizes(Hdf5Input input, int rows) {
      double common = header.massTable().getFirst();
      this.masses =
          common > 0 && !input.has(GAS + "Masses")
              ? Optional.empty()
              : Optional.of(input.array(GAS + "Masses").require(rows));
      String name = header.kernel() == Kernel.SPLINE ? "SmoothingLength" : "Density";
      this.sizes = input.array(GAS + name).require(rows);
    }

    private double[] masses(int first, int count) {
      if (masses.isPresent()) {
        return masses.get().rows(first, count);
      }
      double[] same = new double[count];
      java.util.Arrays.fill(same, header.massTable().getFirst());
      return same;
    }

    /** Radii of the kernels in units of the code. */
    private double[] radii(int first, int count, double[] mass) {
      double[] size = sizes.rows(first, count);
      if (header.kernel() == Kernel.BALL) {
        for (int i = 0; i < count; i++) {
          size[i] = Math.cbrt(3 * mass[i] / (4 * Math.PI * size[i]));
        }
      }
      return size;
    }
  }

  /** Some particles in a row. */
  private final class Batch {
    private final double[] position;
    private final double[] mass;
    private final double[] radius;
    private final boolean[] isWanted;
    private int wanted;

    private Batch(double[] position, Sizes sizes, int first, int count) {
      this.position = position;
      this.mass = sizes.masses(first, count);
      this.radius = sizes.radii(first, count, mass);
      this.isWanted = new boolean[count];
      double length = header.units().lengthCm();
      for (int i = 0; i < count; i++) {
        if (mass[i] == 0) {
          continue;
        }
        double x = position[3 * i] * length;
        double y = position[3 * i + 1] * length;
        double z = position[3 * i + 2] * length;
        double reach = radius[i] * length;
        requireParticle(first + i, x + y + z, reach, mass[i]);
        isWanted[i] = filter.isEmpty() || filter.get().touches(x, y, z, reach);
        wanted += isWanted[i] ? 1 : 0;
      }
    }

    private void requireParticle(int row, double place, double reach, double grams) {
      boolean fine = Double.isFinite(place) && reach > 0 && Double.isFinite(reach) && grams > 0;
      if (!fine) {
        throw new BadInputException(
            file,
            "gas particle %d has the mass %s, the radius %s cm and a place whose sum is %s cm"
                .formatted(row, grams, reach, place),
            "copy the snapshot again");
      }
    }

    private void write(CellWriter writer, double[] velocity, double[] field) {
      double length = header.units().lengthCm();
      double speed = header.units().velocity();
      double gauss = header.fieldGauss().orElse(0);
      for (int i = 0; i < isWanted.length; i++) {
        if (!isWanted[i]) {
          continue;
        }
        double side = radius[i] * length / 2;
        double density = mass[i] * header.units().massG() / (side * side * side);
        for (int cell = 0; cell < Kernel.CELLS; cell++) {
          int x = cell / (Kernel.SIDE * Kernel.SIDE);
          int y = cell / Kernel.SIDE % Kernel.SIDE;
          int z = cell % Kernel.SIDE;
          writer.place(
              position[3 * i] * length + (x - 1.5) * side,
              position[3 * i + 1] * length + (y - 1.5) * side,
              position[3 * i + 2] * length + (z - 1.5) * side,
              side / 2);
          writer.fill(
              density * header.kernel().share(x, y, z),
              velocity[3 * i] * speed,
              velocity[3 * i + 1] * speed,
              velocity[3 * i + 2] * speed);
          if (field != null) {
            writer.magnetise(
                field[3 * i] * gauss, field[3 * i + 1] * gauss, field[3 * i + 2] * gauss);
          }
        }
      }
    }
  }
}
