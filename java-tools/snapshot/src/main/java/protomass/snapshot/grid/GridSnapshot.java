package protomass.snapshot.grid;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import protomass.snapshot.Box;
import protomass.snapshot.CellConsumer;
import protomass.snapshot.CellWriter;
import protomass.snapshot.OrderedReading;
import protomass.snapshot.RegionFilter;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotHeader;
import protomass.snapshot.Space;
import protomass.snapshot.Star;

/** A snapshot whose gas lies on blocks of equal cells that together fill its space. */
public final class GridSnapshot implements Snapshot {
  /** Blocks that one thread reads in one go; a constant, so that the order of cells is one too. */
  private static final int BLOCKS_IN_ONE_GO = 64;

  /**
   * What is known of a snapshot without reading its gas.
   *
   * @param path as the user gave it
   * @param files that tell which snapshot it is
   * @param stars ascending by number
   * @param magnetic whether cells carry a magnetic field
   */
  public record Facts(
      Path path,
      List<Path> files,
      SnapshotHeader header,
      Space space,
      List<Star> stars,
      boolean magnetic) {
    public Facts {
      files = List.copyOf(files);
      stars = List.copyOf(stars);
    }
  }

  /** Where the blocks lie. */
  public interface Blocks {
    /** How many there are. */
    int count();

    /** The place and cells of one. */
    Grid grid(int block);

    /** A snapshot of a single block. */
    static Blocks single(Grid only) {
      return new Blocks() {
        @Override
        public int count() {
          return 1;
        }

        @Override
        public Grid grid(int block) {
          return only;
        }
      };
    }
  }

  private final Facts facts;
  private final Blocks blocks;
  private final CellOrder order;
  private final Supplier<GridFile> opener;

  /**
   * @param opener opens the file again for a thread of its own
   */
  public GridSnapshot(Facts facts, Blocks blocks, CellOrder order, Supplier<GridFile> opener) {
    this.facts = facts;
    this.blocks = blocks;
    this.order = order;
    this.opener = opener;
  }

  @Override
  public Path path() {
    return facts.path();
  }

  @Override
  public List<Path> files() {
    return facts.files();
  }

  @Override
  public SnapshotHeader header() {
    return facts.header();
  }

  @Override
  public Space space() {
    return facts.space();
  }

  @Override
  public List<Star> stars() {
    return facts.stars();
  }

  @Override
  public boolean isMagnetic() {
    return facts.magnetic();
  }

  @Override
  public long cellEstimate() {
    long cells = 0;
    for (int block = 0; block < blocks.count(); block++) {
      cells += blocks.grid(block).cells();
    }
    return cells;
  }

  @Override
  public void cells(List<Box> regions, int threads, CellConsumer consumer) {
    RegionFilter filter = new RegionFilter(space(), regions);
    List<List<Integer>> goes = new ArrayList<>();
    long passedOver = 0;
    for (int block = 0; block < blocks.count(); block++) {
      if (!GridReading.touches(blocks.grid(block), filter)) {
        passedOver += blocks.grid(block).cells();
        continue;
      }
      if (goes.isEmpty() || goes.getLast().size() == BLOCKS_IN_ONE_GO) {
        goes.add(new ArrayList<>());
      }
      goes.getLast().add(block);
    }
    if (passedOver > 0) {
      consumer.passOver(passedOver);
    }
    List<OrderedReading.Part> parts = new ArrayList<>();
    for (List<Integer> go : goes) {
      parts.add(to -> read(go, filter, to));
    }
    OrderedReading.run(parts, threads, consumer);
  }

  @Override
  public void close() {
    // Nothing stays open between readings.
  }

  private void read(List<Integer> go, RegionFilter filter, CellConsumer consumer) {
    CellWriter writer = CellWriter.fresh(path(), isMagnetic(), consumer);
    try (GridFile file = opener.get()) {
      for (int block : go) {
        new GridReading(blocks.grid(block), order, filter, writer)
            .read((from, count) -> file.read(block, from, count), consumer);
      }
    }
    writer.flush();
  }
}
