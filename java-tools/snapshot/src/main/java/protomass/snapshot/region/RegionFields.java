package protomass.snapshot.region;

import java.util.Arrays;
import java.util.List;
import protomass.core.error.BadInputException;
import protomass.snapshot.hdf5.Hdf5Array;
import protomass.snapshot.hdf5.Hdf5Input;
import protomass.snapshot.hdf5.Hdf5Text;

/** The four datasets of a star's group, checked for shape, type, unit and values. */
final class RegionFields {
  static final String DENSITY = "density";
  static final List<String> VELOCITY = List.of("velocity_x", "velocity_y", "velocity_z");

  /** A region of 1024 cells along a side fills 16 GiB; a larger one is a broken header. */
  private static final int LARGEST_SIDE = 1024;

  private static final String UNITS = "units";
  private static final String SHAPE_MEND = "write every dataset as float32, n x n x n cells";

  private final Hdf5Input input;

  RegionFields(Hdf5Input input) {
    this.input = input;
  }

  /** Cells along the side of the star's region; all four datasets are there and agree. */
  int size(String star) {
    int size = cubeSide(star, DENSITY, "g/cm^3");
    for (String component : VELOCITY) {
      int other = cubeSide(star, component, "cm/s");
      if (other != size) {
        throw new BadInputException(
            input.file(),
            "%s/%s has %d cells along a side, density has %d"
                .formatted(star, component, other, size),
            SHAPE_MEND);
      }
    }
    return size;
  }

  /** Density [g/cm^3], finite, zero or more. */
  float[] density(String star, int size) {
    float[] values = dataset(star, DENSITY).floats();
    for (int cell = 0; cell < values.length; cell++) {
      if (!(values[cell] >= 0) || Float.isInfinite(values[cell])) {
        throw unphysical(star, DENSITY, size, cell, values[cell], "a density of zero or more");
      }
    }
    return values;
  }

  /** A component of the velocity [cm/s], finite. */
  float[] velocity(String star, String component, int size) {
    float[] values = dataset(star, component).floats();
    for (int cell = 0; cell < values.length; cell++) {
      if (!Float.isFinite(values[cell])) {
        throw unphysical(star, component, size, cell, values[cell], "a finite velocity");
      }
    }
    return values;
  }

  private int cubeSide(String star, String name, String unit) {
    Hdf5Array dataset = dataset(star, name);
    String place = star + "/" + name;
    int[] shape = dataset.shape();
    boolean cube = shape.length == 3 && shape[0] == shape[1] && shape[0] == shape[2];
    if (!cube || shape[0] < 1 || shape[0] > LARGEST_SIDE || !dataset.type().equals("float")) {
      throw new BadInputException(
          input.file(),
          "%s has the shape %s of type %s, not a cube of float32 with at most %d cells along a side"
              .formatted(place, Arrays.toString(shape), dataset.type(), LARGEST_SIDE),
          SHAPE_MEND);
    }
    requireUnit(place, unit);
    return shape[0];
  }

  private void requireUnit(String place, String unit) {
    if (!input.hasAttribute(place, UNITS)) {
      return;
    }
    String stated = input.requireText(place, UNITS);
    if (!stated.equals(unit)) {
      throw new BadInputException(
          input.file(),
          "%s is in '%s', not in %s".formatted(place, Hdf5Text.shortened(stated), unit),
          "convert it to " + unit);
    }
  }

  private Hdf5Array dataset(String star, String name) {
    String place = star + "/" + name;
    if (!input.hasDataset(place)) {
      throw new BadInputException(
          input.file(),
          "%s has no dataset %s".formatted(star, name),
          "write density, velocity_x, velocity_y and velocity_z for every star");
    }
    return input.wholeArray(place);
  }

  private BadInputException unphysical(
      String star, String name, int size, int cell, float value, String wanted) {
    return new BadInputException(
        input.file(),
        "%s/%s is %s at cell [%d, %d, %d], not %s"
            .formatted(
                star, name, value, cell / (size * size), cell / size % size, cell % size, wanted),
        "mend that cell or leave the star out");
  }
}
