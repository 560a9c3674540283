package protomass.snapshot.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import protomass.core.error.BadInputException;

/** The four datasets of a star's group, checked for shape, type, unit and values. */
final class RegionFields {
  static final String DENSITY = "density";
  static final List<String> VELOCITY = List.of("velocity_x", "velocity_y", "velocity_z");

  /** A region of 1024 cells along a side fills 16 GiB; a larger one is a broken header. */
  private static final int LARGEST_SIDE = 1024;

  private static final String UNITS = "units";
  private static final String SHAPE_MEND = "write every dataset as float32, n x n x n cells";

  private final Path file;
  private final Hdf5Reading reading;

  RegionFields(Path file, Hdf5Reading reading) {
    this.file = file;
    this.reading = reading;
  }

  /** Cells along the side of the star's region; all four datasets are there and agree. */
  int size(Group star) {
    int size = cubeSide(star, DENSITY, "g/cm^3");
    for (String component : VELOCITY) {
      int other = cubeSide(star, component, "cm/s");
      if (other != size) {
        throw new BadInputException(
            file,
            "%s/%s has %d cells along a side, density has %d"
                .formatted(star.getName(), component, other, size),
            SHAPE_MEND);
      }
    }
    return size;
  }

  /** Density [g/cm^3], finite, zero or more. */
  float[] density(Group star, int size) {
    float[] values = read(star, DENSITY, size);
    for (int cell = 0; cell < values.length; cell++) {
      if (!(values[cell] >= 0) || Float.isInfinite(values[cell])) {
        throw unphysical(star, DENSITY, size, cell, values[cell], "a density of zero or more");
      }
    }
    return values;
  }

  /** A component of the velocity [cm/s], finite. */
  float[] velocity(Group star, String component, int size) {
    float[] values = read(star, component, size);
    for (int cell = 0; cell < values.length; cell++) {
      if (!Float.isFinite(values[cell])) {
        throw unphysical(star, component, size, cell, values[cell], "a finite velocity");
      }
    }
    return values;
  }

  private float[] read(Group star, String name, int size) {
    Object values = reading.guarded(star.getName() + "/" + name, dataset(star, name)::getDataFlat);
    if (values instanceof float[] floats && floats.length == size * size * size) {
      return floats;
    }
    throw new BadInputException(
        file, "%s/%s is incomplete".formatted(star.getName(), name), Hdf5Reading.MEND);
  }

  private int cubeSide(Group star, String name, String unit) {
    Dataset dataset = dataset(star, name);
    String place = star.getName() + "/" + name;
    int[] shape = reading.guarded(place, dataset::getDimensions);
    Class<?> type = reading.guarded(place, dataset::getJavaType);
    boolean cube = shape.length == 3 && shape[0] == shape[1] && shape[0] == shape[2];
    if (!cube || shape[0] < 1 || shape[0] > LARGEST_SIDE || type != float.class) {
      throw new BadInputException(
          file,
          "%s has the shape %s of type %s, not a cube of float32 with at most %d cells along a side"
              .formatted(place, Arrays.toString(shape), type.getSimpleName(), LARGEST_SIDE),
          SHAPE_MEND);
    }
    requireUnit(dataset, place, unit);
    return shape[0];
  }

  private void requireUnit(Dataset dataset, String place, String unit) {
    boolean stated = reading.guarded(place, () -> dataset.getAttribute(UNITS) != null);
    if (stated && !reading.text(dataset, UNITS).equals(unit)) {
      throw new BadInputException(
          file,
          "%s is in '%s', not in %s"
              .formatted(place, Hdf5Text.shortened(reading.text(dataset, UNITS)), unit),
          "convert it to " + unit);
    }
  }

  private Dataset dataset(Group star, String name) {
    Node child = reading.guarded(star.getName() + "/" + name, () -> star.getChild(name));
    if (child instanceof Dataset dataset) {
      return dataset;
    }
    throw new BadInputException(
        file,
        "%s has no dataset %s".formatted(star.getName(), name),
        "write density, velocity_x, velocity_y and velocity_z for every star");
  }

  private BadInputException unphysical(
      Group star, String name, int size, int cell, float value, String wanted) {
    return new BadInputException(
        file,
        "%s/%s is %s at cell [%d, %d, %d], not %s"
            .formatted(
                star.getName(),
                name,
                value,
                cell / (size * size),
                cell / size % size,
                cell % size,
                wanted),
        "mend that cell or leave the star out");
  }
}
