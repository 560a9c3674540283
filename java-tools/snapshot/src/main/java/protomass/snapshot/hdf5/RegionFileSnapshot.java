package protomass.snapshot.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import protomass.core.error.BadInputException;
import protomass.snapshot.Box;
import protomass.snapshot.CellConsumer;
import protomass.snapshot.CellWriter;
import protomass.snapshot.GasRegion;
import protomass.snapshot.RegionFilter;
import protomass.snapshot.RegionSide;
import protomass.snapshot.SharedGas;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotHeader;
import protomass.snapshot.Space;
import protomass.snapshot.Star;
import protomass.snapshot.Vector3;
import protomass.snapshot.overlap.OverlapFinder;
import protomass.snapshot.quantity.Length;

/** One region file, open. */
public final class RegionFileSnapshot implements Snapshot {
  private static final Pattern STAR_GROUP = Pattern.compile("star_\\d+");

  /** Rounding of a time in double precision after many time steps, as a share of it. */
  private static final double TIME_ROUNDING = 1e-9;

  private static final String INDEX_ORDER = "[ix,iy,iz]";

  private final Path file;
  private final HdfFile hdf;
  private final Hdf5Reading reading;
  private final RegionFields fields;
  private final SnapshotHeader header;
  private final List<Star> stars;
  private final Map<Long, Group> groups = new HashMap<>();
  private final int size;

  private RegionFileSnapshot(Path file, HdfFile hdf, Hdf5Reading reading) {
    this.file = file;
    this.hdf = hdf;
    this.reading = reading;
    this.fields = new RegionFields(file, reading);
    this.header = readHeader();
    List<Star> found = readStars();
    this.size = commonSize(found);
    this.stars = IntStream.range(0, found.size()).mapToObj(i -> placed(found.get(i), i)).toList();
  }

  static RegionFileSnapshot open(Path file) {
    Hdf5Reading reading = new Hdf5Reading(file);
    reading.requireWhole();
    HdfFile hdf = reading.guarded("the file", () -> new HdfFile(file));
    try {
      return new RegionFileSnapshot(file, hdf, reading);
    } catch (RuntimeException failure) {
      hdf.close();
      throw failure;
    }
  }

  @Override
  public Path path() {
    return file;
  }

  @Override
  public List<Path> files() {
    return List.of(file);
  }

  @Override
  public SnapshotHeader header() {
    return header;
  }

  @Override
  public List<Star> stars() {
    return stars;
  }

  /**
   * The file does not say where in the simulation's box a region lies. Here regions stand in a row
   * along x, in the order of their stars, with as much room between them as they are wide.
   */
  @Override
  public Space space() {
    double side = size * header.cellCm();
    double end = (lowerCell(stars.size() - 1) + size) * header.cellCm();
    return new Space(new Box(Vector3.ZERO, new Vector3(end, side, side)), false);
  }

  @Override
  public boolean isWhole() {
    return false;
  }

  @Override
  public Box region(Star star, Length side) {
    double wanted = RegionSide.centimetres(side, size, header.cellCm());
    return Box.cube(cube(stars.indexOf(star)).centre(), wanted);
  }

  @Override
  public long cellEstimate() {
    return (long) size * size * size * stars.size();
  }

  @Override
  public void cells(List<Box> regions, int threads, CellConsumer consumer) {
    RegionFilter filter = new RegionFilter(space(), regions);
    CellWriter writer = CellWriter.reusing(file, false, consumer);
    for (int place = 0; place < stars.size(); place++) {
      Vector3 centre = cube(place).centre();
      if (filter.touches(centre.x(), centre.y(), centre.z(), size * header.cellCm() / 2)) {
        gas(stars.get(place)).writeTo(writer, new long[] {lowerCell(place), 0, 0}, filter);
      }
    }
    writer.flush();
  }

  /** Regions are cut from one grid, so gas that two of them share is equal bit for bit. */
  @Override
  public List<SharedGas> sharedGas(List<Star> some, Length side) {
    Map<Long, Star> byId = some.stream().collect(Collectors.toMap(Star::id, star -> star));
    OverlapFinder finder = new OverlapFinder(size, id -> gas(byId.get(id)));
    some.forEach(star -> finder.add(star.id(), gas(star)));
    double cells = Math.pow(size, 3);
    return finder.find().stream()
        .map(pair -> new SharedGas(pair.first(), pair.second(), pair.sharedCells() / cells))
        .toList();
  }

  /** The whole cube around a star. */
  public GasRegion gas(Star star) {
    Group group = groups.get(star.id());
    if (group == null) {
      throw new IllegalArgumentException("star %d is not in %s".formatted(star.id(), file));
    }
    return new GasRegion(
        size,
        header.cellCm(),
        fields.density(group, size),
        RegionFields.VELOCITY.stream()
            .map(component -> fields.velocity(group, component, size))
            .toList());
  }

  private Box cube(int place) {
    double side = size * header.cellCm();
    Vector3 lower = new Vector3(lowerCell(place) * header.cellCm(), 0, 0);
    return new Box(lower, lower.plus(new Vector3(side, side, side)));
  }

  /** A star whose position is given from its region's lower corner, in the space. */
  private Star placed(Star star, int place) {
    return new Star(
        star.id(),
        star.massMsun(),
        star.ageYr(),
        star.positionCm().plus(cube(place).lower()),
        star.velocityCmS());
  }

  /** Where the cube of a star begins along x, in cells. */
  private long lowerCell(int place) {
    return 2L * size * place;
  }

  @Override
  public void close() {
    hdf.close();
  }

  private SnapshotHeader readHeader() {
    String code = reading.text(hdf, "code");
    String simulation = reading.text(hdf, "simulation");
    long snapshot = reading.integer(hdf, "snapshot");
    double timeYr = reading.number(hdf, "time_yr");
    double cellCm = reading.number(hdf, "cell_cm");
    try {
      return new SnapshotHeader(code, simulation, snapshot, timeYr, cellCm);
    } catch (IllegalArgumentException fault) {
      throw new BadInputException(
          file, Hdf5Text.shortened(fault.getMessage()), "mend the root group's attribute");
    }
  }

  private List<Star> readStars() {
    Map<String, Node> children = reading.guarded("the list of stars", hdf::getChildren);
    SortedMap<Long, Star> byId = new TreeMap<>();
    for (Map.Entry<String, Node> child : children.entrySet()) {
      if (STAR_GROUP.matcher(child.getKey()).matches() && child.getValue() instanceof Group group) {
        Star star = readStar(group);
        if (byId.put(star.id(), star) != null) {
          throw new BadInputException(
              file, "has two groups with star_id %d".formatted(star.id()), "number each star once");
        }
        groups.put(star.id(), group);
      }
    }
    if (byId.isEmpty()) {
      throw new BadInputException(
          file, "has no star: no group star_NNNN", "give a snapshot in which stars have formed");
    }
    return List.copyOf(byId.values());
  }

  private Star readStar(Group group) {
    if (!reading.text(group, "index_order").replace(" ", "").equals(INDEX_ORDER)) {
      throw new BadInputException(
          file,
          "%s has the index_order '%s'"
              .formatted(group.getName(), Hdf5Text.shortened(reading.text(group, "index_order"))),
          "write its datasets in the order " + INDEX_ORDER);
    }
    long id = reading.integer(group, "star_id");
    double massMsun = reading.number(group, "mass_msun");
    double ageYr = notNegativeByRounding(reading.number(group, "age_yr"));
    Vector3 velocityCmS = Vector3.of(reading.vector(group, "velocity_cm_s"));
    try {
      return new Star(id, massMsun, ageYr, Vector3.of(position(group)), velocityCmS);
    } catch (IllegalArgumentException fault) {
      throw new BadInputException(
          file,
          "%s: %s".formatted(group.getName(), fault.getMessage()),
          "mend that group's attribute");
    }
  }

  /**
   * An age is the difference of two times of the simulation. That of a star formed in this very
   * snapshot may come out below zero by their rounding, and is zero.
   */
  private double notNegativeByRounding(double ageYr) {
    boolean rounding = ageYr < 0 && ageYr > -TIME_ROUNDING * Math.abs(header.timeYr());
    return rounding ? 0 : ageYr;
  }

  /** Regions of one file must have one size: its maps go into one cube of images. */
  private int commonSize(List<Star> found) {
    int common = fields.size(groups.get(found.getFirst().id()));
    for (Star each : found) {
      Group group = groups.get(each.id());
      int other = fields.size(group);
      if (other != common) {
        throw new BadInputException(
            file,
            "%s has %d cells along a side, other stars have %d"
                .formatted(group.getName(), other, common),
            "write all regions with the same size");
      }
      requireInside(group, common);
    }
    return common;
  }

  private void requireInside(Group group, int cells) {
    double side = cells * header.cellCm();
    for (double position : position(group)) {
      if (position < 0 || position > side) {
        throw new BadInputException(
            file,
            "position_cm of %s holds %s, outside of the region of %s cm"
                .formatted(group.getName(), position, side),
            "give the position from the region's lower corner");
      }
    }
  }

  private List<Double> position(Group group) {
    return reading.vector(group, "position_cm");
  }
}
