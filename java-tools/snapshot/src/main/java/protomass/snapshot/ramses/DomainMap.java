package protomass.snapshot.ramses;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import protomass.snapshot.Box;
import protomass.snapshot.RegionFilter;
import protomass.snapshot.Space;

/**
 * Tells which ranks may hold gas of a region: those whose domains, pieces of the Hilbert curve,
 * hold the centre of an oct that touches the region.
 */
final class DomainMap {
  /** Keys are written with 15 digits. */
  private static final double KEY_ROUNDING = 1e-13;

  /** The tree is walked this much deeper than the level at which the whole box is refined. */
  private static final int DEEPER = 2;

  private static final int MOST_DEPTH = 16;

  private final InfoFile info;
  private final double[] bounds;
  private final double keys;

  private DomainMap(InfoFile info, double[] bounds, double keys) {
    this.info = info;
    this.bounds = bounds;
    this.keys = keys;
  }

  static DomainMap of(InfoFile info) {
    double keys = Math.scalb(1.0, 3 * (info.finestLevel() + 1));
    double[] bounds = info.domains().stream().mapToDouble(Double::doubleValue).toArray();
    boolean known =
        bounds.length > 1
            && bounds[0] == 0
            && Math.abs(bounds[bounds.length - 1] / keys - 1) < KEY_ROUNDING;
    return new DomainMap(info, known ? bounds : new double[0], keys);
  }

  /** Ranks from 1, ascending; all of them when the domains are not known. */
  List<Integer> ranks(Space space, List<Box> regions) {
    if (bounds.length == 0) {
      return IntStream.rangeClosed(1, info.ranks()).boxed().toList();
    }
    BitSet found = new BitSet();
    Walk walk =
        new Walk(
            new RegionFilter(space, regions),
            found,
            // The centre of an oct that touches a region lies at most half an oct away from it.
            info.boxCm() / Math.scalb(1.0, info.coarsestLevel()),
            Math.min(MOST_DEPTH, info.coarsestLevel() + DEEPER));
    double half = info.boxCm() / 2;
    walk.visit(new Node(0, HilbertCurve.ROOT, 0, half, half, half, half));
    return found.stream().map(rank -> rank + 1).boxed().toList();
  }

  /**
   * A node of the octree.
   *
   * @param place on the curve among all nodes of its depth
   */
  private record Node(int depth, int state, long place, double x, double y, double z, double half) {
    Node child(int child) {
      double quarter = half / 2;
      return new Node(
          depth + 1,
          HilbertCurve.next(state, child),
          place << 3 | HilbertCurve.place(state, child),
          x + ((child & 1) == 0 ? -quarter : quarter),
          y + ((child >> 1 & 1) == 0 ? -quarter : quarter),
          z + ((child >> 2 & 1) == 0 ? -quarter : quarter),
          quarter);
    }
  }

  private final class Walk {
    private final RegionFilter filter;
    private final BitSet found;
    private final double margin;
    private final int deepest;

    private Walk(RegionFilter filter, BitSet found, double margin, int deepest) {
      this.filter = filter;
      this.found = found;
      this.margin = margin;
      this.deepest = deepest;
    }

    private void visit(Node node) {
      if (!filter.touches(node.x(), node.y(), node.z(), node.half() + margin)) {
        return;
      }
      double width = keys / Math.scalb(1.0, 3 * node.depth());
      double lower = node.place() * width;
      int first = rankOf(lower * (1 - KEY_ROUNDING));
      int last = rankOf((lower + width) * (1 + KEY_ROUNDING));
      if (first == last || node.depth() == deepest) {
        found.set(first, last + 1);
        return;
      }
      for (int child = 0; child < 8; child++) {
        visit(node.child(child));
      }
    }

    /** The rank, from 0, whose domain holds a key. */
    private int rankOf(double key) {
      int low = 0;
      int high = bounds.length - 2;
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (bounds[middle] <= key) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low;
    }
  }
}
