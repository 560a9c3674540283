package protomass.snapshot.athena;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import protomass.snapshot.hdf5.Hdf5Input;

/**
 * Which variable lies where in the datasets of an output: {@code DatasetNames}, {@code
 * NumVariables} and {@code VariableNames} list them in order (Athena++ wiki, page "HDF5 Format").
 * Primitive variables are {@code rho}, {@code vel1} to {@code vel3}, conserved ones {@code dens},
 * {@code mom1} to {@code mom3}, the field at cell centres {@code Bcc1} to {@code Bcc3} (page
 * "Outputs").
 *
 * @param conserved whether velocities are momenta over densities
 * @param density place of the density
 * @param velocity places of velocity or momentum along x, y, z
 * @param field places of the magnetic field along x, y, z; empty without
 */
record AthenaVariables(boolean conserved, Place density, List<Place> velocity, List<Place> field) {
  /** The variable of a number in a dataset. */
  record Place(String dataset, int number) {}

  AthenaVariables {
    velocity = List.copyOf(velocity);
    field = List.copyOf(field);
  }

  static AthenaVariables read(Hdf5Input input) {
    List<String> datasets = input.requireTexts("", "DatasetNames");
    List<String> names = input.requireTexts("", "VariableNames");
    double[] counts = input.requireNumbers("", "NumVariables", datasets.size());
    Map<String, Place> places = new LinkedHashMap<>();
    int next = 0;
    for (int dataset = 0; dataset < counts.length; dataset++) {
      for (int number = 0; number < counts[dataset]; number++, next++) {
        if (next >= names.size()) {
          throw input.broken("names %d variables, fewer than it has".formatted(names.size()));
        }
        places.putIfAbsent(names.get(next), new Place(datasets.get(dataset), number));
      }
    }
    boolean primitive = has(places, "rho", "vel1", "vel2", "vel3");
    if (!primitive && !has(places, "dens", "mom1", "mom2", "mom3")) {
      throw input.broken(
          "holds the variables %s, neither rho and vel1 to vel3 nor dens and mom1 to mom3"
              .formatted(String.join(", ", names)));
    }
    List<Place> field =
        has(places, "Bcc1", "Bcc2", "Bcc3")
            ? List.of(places.get("Bcc1"), places.get("Bcc2"), places.get("Bcc3"))
            : List.of();
    return primitive
        ? new AthenaVariables(false, places.get("rho"), vector(places, "vel"), field)
        : new AthenaVariables(true, places.get("dens"), vector(places, "mom"), field);
  }

  private static List<Place> vector(Map<String, Place> places, String name) {
    return List.of(places.get(name + 1), places.get(name + 2), places.get(name + 3));
  }

  private static boolean has(Map<String, Place> places, String... names) {
    return places.keySet().containsAll(List.of(names));
  }
}
