package protomass.snapshot.ramses;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import protomass.core.error.BadInputException;

/**
 * Where the variables stand in the hydro files, counted from 0.
 *
 * @param count variables in all
 * @param density [code units]
 * @param velocity along x, y, z
 * @param field left and right face along x, then y, z: six places, or none
 */
record HydroFields(int count, int density, List<Integer> velocity, List<Integer> field) {
  static final String FILE_NAME = "hydro_file_descriptor.txt";

  private static final int MOST_VARIABLES = 1000;

  /** {@code 1, density, d} since 2017; {@code variable # 1: density} before. */
  private static final Pattern LINE =
      Pattern.compile("\\s*(\\d{1,4})\\s*,\\s*([A-Za-z0-9_]+)\\s*,\\s*([a-z])\\s*");

  private static final Pattern OLD_LINE =
      Pattern.compile("\\s*variable\\s*#\\s*(\\d{1,4})\\s*:\\s*([A-Za-z0-9_]+)\\s*");

  private static final String MEND = "copy the file again";

  HydroFields {
    velocity = List.copyOf(velocity);
    field = List.copyOf(field);
  }

  boolean isMagnetic() {
    return !field.isEmpty();
  }

  /**
   * Reads the descriptor of an output.
   *
   * @throws BadInputException when it lacks density or velocity
   */
  static HydroFields read(Path folder) {
    Path file = folder.resolve(FILE_NAME);
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          file,
          "does not exist, so the order of the variables is not known",
          "copy it, or write it with a line such as '1, density, d' for every variable");
    }
    List<String> names = new ArrayList<>();
    for (String line : TextFile.lines(file)) {
      Matcher matcher = LINE.matcher(line);
      Matcher old = OLD_LINE.matcher(line);
      if (matcher.matches()) {
        if (!matcher.group(3).equals("d")) {
          throw new BadInputException(
              file,
              "variable %s has the type '%s'".formatted(matcher.group(2), matcher.group(3)),
              "only double precision (d) is read");
        }
        add(file, names, matcher);
      } else if (old.matches()) {
        add(file, names, old);
      }
    }
    return of(file, names);
  }

  private static void add(Path file, List<String> names, Matcher line) {
    int number = Integer.parseInt(line.group(1));
    if (number != names.size() + 1 || number > MOST_VARIABLES) {
      throw new BadInputException(
          file, "numbers variable %d as %d".formatted(names.size() + 1, number), MEND);
    }
    names.add(line.group(2));
  }

  private static HydroFields of(Path file, List<String> names) {
    List<Integer> velocity = new ArrayList<>();
    List<Integer> field = new ArrayList<>();
    for (String axis : List.of("x", "y", "z")) {
      velocity.add(place(file, names, "velocity_" + axis));
      int left = any(names, "B_" + axis + "_left", "B_left_" + axis);
      int right = any(names, "B_" + axis + "_right", "B_right_" + axis);
      if (left >= 0 && right >= 0) {
        field.add(left);
        field.add(right);
      }
    }
    if (field.size() != 6) {
      field.clear();
    }
    return new HydroFields(names.size(), place(file, names, "density"), velocity, field);
  }

  private static int any(List<String> names, String name, String other) {
    return Math.max(names.indexOf(name), names.indexOf(other));
  }

  private static int place(Path file, List<String> names, String name) {
    int place = names.indexOf(name);
    if (place < 0) {
      throw new BadInputException(
          file,
          "names no variable %s among %s"
              .formatted(name, TextFile.quoted(String.join(", ", names))),
          "only outputs with primitive variables (density, velocity_x, ...) are read");
    }
    return place;
  }
}
