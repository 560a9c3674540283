package protomass.snapshot.region;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import protomass.core.artefact.SkippedSnapshot.Reason;
import protomass.core.error.BadInputException;
import protomass.snapshot.Box;
import protomass.snapshot.CellConsumer;
import protomass.snapshot.CellWriter;
import protomass.snapshot.GasRegion;
import protomass.snapshot.NothingToMapException;
import protomass.snapshot.RegionFilter;
import protomass.snapshot.RegionSide;
import protomass.snapshot.SharedGas;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotHeader;
import protomass.snapshot.Space;
import protomass.snapshot.Star;
import protomass.snapshot.Vector3;
import protomass.snapshot.hdf5.Hdf5Input;
import protomass.snapshot.hdf5.Hdf5Text;
import protomass.snapshot.overlap.OverlapFinder;
import protomass.snapshot.quantity.Length;
import protomass.snapshot.sidecar.StarRules;

/** One region file, open. */
public final class RegionFileSnapshot implements Snapshot {
  private static final String MEND = "write it as assets/demo/README.md describes";
  private static final String INDEX_ORDER = "[ix,iy,iz]";

  private final Path file;
  private final Hdf5Input input;
  private final RegionFields fields;
  private final SnapshotHeader header;
  private final List<Star> stars;
  private final Map<Long, String> groups = new HashMap<>();
  private final int size;

  private RegionFileSnapshot(Hdf5Input input) {
    this.file = input.file();
    this.input = input;
    this.fields = new RegionFields(input);
    this.header = readHeader();
    List<Star> found = readStars();
    this.size = commonSize(found);
    this.stars = IntStream.range(0, found.size()).mapToObj(i -> placed(found.get(i), i)).toList();
  }

  static RegionFileSnapshot open(Path file) {
    return Hdf5Input.open(file, MEND, RegionFileSnapshot::new);
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
    String group = groups.get(star.id());
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
    input.close();
  }

  private SnapshotHeader readHeader() {
    String code = input.requireText("", "code");
    String simulation = input.requireText("", "simulation");
    long snapshot = input.requireWhole("", "snapshot");
    double timeYr = input.requireNumber("", "time_yr");
    double cellCm = input.requireNumber("", "cell_cm");
    try {
      return new SnapshotHeader(code, simulation, snapshot, timeYr, cellCm);
    } catch (IllegalArgumentException fault) {
      throw new BadInputException(
          file, Hdf5Text.shortened(fault.getMessage()), "mend the root group's attribute");
    }
  }

  private List<Star> readStars() {
    SortedMap<Long, Star> byId = new TreeMap<>();
    for (String group : input.names("")) {
      if (RegionFileReader.STAR_GROUP.matcher(group).matches() && !input.hasDataset(group)) {
        Star star = readStar(group);
        if (byId.put(star.id(), star) != null) {
          throw new BadInputException(
              file, "has two groups with star_id %d".formatted(star.id()), "number each star once");
        }
        groups.put(star.id(), group);
      }
    }
    if (byId.isEmpty()) {
      throw new NothingToMapException(
          Reason.NO_STARS,
          file,
          files(),
          header,
          "has no star: no group star_NNNN",
          "give a snapshot in which stars have formed");
    }
    return List.copyOf(byId.values());
  }

  private Star readStar(String group) {
    if (!input.requireText(group, "index_order").replace(" ", "").equals(INDEX_ORDER)) {
      throw new BadInputException(
          file,
          "%s has the index_order '%s'"
              .formatted(group, Hdf5Text.shortened(input.requireText(group, "index_order"))),
          "write its datasets in the order " + INDEX_ORDER);
    }
    long id = input.requireWhole(group, "star_id");
    double massMsun = input.requireNumber(group, "mass_msun");
    double ageYr = StarRules.age(input.requireNumber(group, "age_yr"), header.timeYr());
    Vector3 velocityCmS = Vector3.of(input.requireVector(group, "velocity_cm_s"));
    try {
      return new Star(id, massMsun, ageYr, Vector3.of(position(group)), velocityCmS);
    } catch (IllegalArgumentException fault) {
      throw new BadInputException(
          file, "%s: %s".formatted(group, fault.getMessage()), "mend that group's attribute");
    }
  }

  /** Regions of one file must have one size: its maps go into one cube of images. */
  private int commonSize(List<Star> found) {
    int common = fields.size(groups.get(found.getFirst().id()));
    for (Star each : found) {
      String group = groups.get(each.id());
      int other = fields.size(group);
      if (other != common) {
        throw new BadInputException(
            file,
            "%s has %d cells along a side, other stars have %d".formatted(group, other, common),
            "write all regions with the same size");
      }
      requireInside(group, common);
    }
    return common;
  }

  private void requireInside(String group, int cells) {
    double side = cells * header.cellCm();
    for (double position : position(group)) {
      if (position < 0 || position > side) {
        throw new BadInputException(
            file,
            "position_cm of %s holds %s, outside of the region of %s cm"
                .formatted(group, position, side),
            "give the position from the region's lower corner");
      }
    }
  }

  private double[] position(String group) {
    return input.requireVector(group, "position_cm");
  }
}
