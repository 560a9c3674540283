package protomass.snapshot;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small region files, whole or with a fault. */
public final class RegionFileSample {
  /** Finest cell of the sample: 8 cells are 0.5 pc within half a cell. */
  public static final double CELL_CM = 1.93e17;

  private final Map<String, Object> rootAttributes = new LinkedHashMap<>();
  private final Map<String, StarGroup> stars = new LinkedHashMap<>();
  private final Map<String, String> datasetUnits = new LinkedHashMap<>();

  /** The attributes and datasets of a star, to be changed by a test. */
  public record StarGroup(Map<String, Object> attributes, Map<String, Object> datasets) {}

  /** A sample of uniform gas at rest with the stars given, each 8 cells wide. */
  public RegionFileSample(long... ids) {
    rootAttributes.put("code", "test");
    rootAttributes.put("simulation", "T1");
    rootAttributes.put("snapshot", 7L);
    rootAttributes.put("time_yr", 1e5);
    rootAttributes.put("cell_cm", CELL_CM);
    for (long id : ids) {
      stars.put("star_%04d".formatted(id), uniformStar(id, 8));
    }
  }

  /** A star of 0.5 Msun in the middle of uniform gas at rest. */
  public static StarGroup uniformStar(long id, int size) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("star_id", id);
    attributes.put("mass_msun", 0.5);
    attributes.put("age_yr", 2e4);
    double middle = size * CELL_CM / 2;
    attributes.put("position_cm", new double[] {middle, middle, middle});
    attributes.put("velocity_cm_s", new double[] {1e4, 0, -1e4});
    attributes.put("index_order", "[ix,iy,iz]");
    Map<String, Object> datasets = new LinkedHashMap<>();
    datasets.put("density", filled(size, 1e-20f));
    for (String component : List.of("velocity_x", "velocity_y", "velocity_z")) {
      datasets.put(component, filled(size, 0));
    }
    return new StarGroup(attributes, datasets);
  }

  /** A cube with one value everywhere. */
  public static float[][][] filled(int size, float value) {
    float[][][] cube = new float[size][size][size];
    for (float[][] plane : cube) {
      for (float[] row : plane) {
        java.util.Arrays.fill(row, value);
      }
    }
    return cube;
  }

  /** The attributes of the root group. */
  public Map<String, Object> rootAttributes() {
    return rootAttributes;
  }

  /** The groups by name, such as {@code star_0003}. */
  public Map<String, StarGroup> stars() {
    return stars;
  }

  /** Units to be noted at the datasets of that name. */
  public Map<String, String> datasetUnits() {
    return datasetUnits;
  }

  /** A dataset of a group. */
  public float[][][] cube(String group, String dataset) {
    return (float[][][]) stars.get(group).datasets().get(dataset);
  }

  /** Writes the file. */
  public Path write(Path file) {
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      rootAttributes.forEach(hdf::putAttribute);
      stars.forEach(
          (name, star) -> {
            WritableGroup group = hdf.putGroup(name);
            star.attributes().forEach(group::putAttribute);
            star.datasets().forEach((dataset, values) -> put(group, dataset, values));
          });
    }
    return file;
  }

  private void put(WritableGroup group, String name, Object values) {
    WritableDataset dataset = group.putDataset(name, values);
    if (datasetUnits.containsKey(name)) {
      dataset.putAttribute("units", datasetUnits.get(name));
    }
  }
}
