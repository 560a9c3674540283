package protomass.snapshot.ramses;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import protomass.core.error.BadInputException;
import protomass.snapshot.Box;
import protomass.snapshot.CellConsumer;
import protomass.snapshot.OrderedReading;
import protomass.snapshot.RegionFilter;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotHeader;
import protomass.snapshot.Space;
import protomass.snapshot.Star;
import protomass.snapshot.Vector3;
import protomass.snapshot.sidecar.Sidecars;

/** One output folder of RAMSES, open. Files are opened while they are read and not before. */
final class RamsesSnapshot implements Snapshot {
  private final Path path;
  private final Path folder;
  private final String number;
  private final InfoFile info;
  private final HydroFields fields;
  private final List<Star> stars;
  private final SnapshotHeader header;

  private RamsesSnapshot(Path path, Path folder, String number) {
    this.path = path;
    this.folder = folder;
    this.number = number;
    this.info = InfoFile.read(infoFile(folder, number));
    this.fields = HydroFields.read(folder);
    this.stars = SinkTable.read(folder, number, info);
    double cellCm = info.boxCm() / Math.scalb(1.0, info.finestLevel());
    this.header =
        new SnapshotHeader(
            "RAMSES", Sidecars.runName(folder), Long.parseLong(number), info.timeYr(), cellCm);
    requireRanks();
  }

  /**
   * @param path as the user gave it
   * @param folder the output folder
   * @param number the output's five digits
   */
  static RamsesSnapshot open(Path path, Path folder, String number) {
    return new RamsesSnapshot(path, folder, number);
  }

  static Path infoFile(Path folder, String number) {
    return folder.resolve("info_" + number + ".txt");
  }

  @Override
  public Path path() {
    return path;
  }

  /** The files of text: binary ones may have terabytes. */
  @Override
  public List<Path> files() {
    return Stream.of(
            folder.resolve("header_" + number + ".txt"),
            folder.resolve(HydroFields.FILE_NAME),
            infoFile(folder, number),
            SinkTable.file(folder, number))
        .filter(Files::isRegularFile)
        .toList();
  }

  @Override
  public SnapshotHeader header() {
    return header;
  }

  @Override
  public Space space() {
    double side = info.boxCm();
    return new Space(new Box(Vector3.ZERO, new Vector3(side, side, side)), true);
  }

  @Override
  public List<Star> stars() {
    return stars;
  }

  @Override
  public boolean isMagnetic() {
    return fields.isMagnetic();
  }

  /** From the sizes of the hydro files, ghost cells and refined cells included. */
  @Override
  public long cellEstimate() {
    long cells = 0;
    for (int rank = 1; rank <= info.ranks(); rank++) {
      cells += RankReading.cellsInFile(RankReading.file(folder, "hydro", number, rank), fields);
    }
    return cells;
  }

  @Override
  public void cells(List<Box> regions, int threads, CellConsumer consumer) {
    RegionFilter filter = new RegionFilter(space(), regions);
    List<OrderedReading.Part> parts = new ArrayList<>();
    for (int rank : ranks(regions)) {
      parts.add(to -> new RankReading(info, fields, filter, folder, number, rank).read(to));
    }
    OrderedReading.run(parts, threads, consumer);
  }

  @Override
  public void close() {
    // Nothing stays open between readings.
  }

  /** The ranks whose domains may reach into the regions. */
  List<Integer> ranks(List<Box> regions) {
    return DomainMap.of(info).ranks(space(), regions);
  }

  /** The first and last rank must be there; others are missed when they are read. */
  private void requireRanks() {
    for (String kind : List.of("amr", "hydro")) {
      for (int rank : new int[] {1, info.ranks()}) {
        Path file = RankReading.file(folder, kind, number, rank);
        if (!Files.isRegularFile(file)) {
          throw new BadInputException(
              file,
              "does not exist, though the run had %d ranks".formatted(info.ranks()),
              "copy the snapshot with all its files");
        }
      }
    }
  }
}
