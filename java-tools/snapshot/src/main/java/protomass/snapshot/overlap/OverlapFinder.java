package protomass.snapshot.overlap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import protomass.snapshot.GasRegion;

/**
 * Finds regions of one snapshot that show the same gas, from the gas alone: region files do not say
 * where in the box a region lies, but regions are cut from one grid, so that gas they share is
 * equal bit for bit.
 *
 * <p>When two cubes of equal size overlap, a corner of each lies in the other. So the state
 * (density and velocity) of each region's eight corner cells is looked up in every other region;
 * each place where it is found gives one candidate offset, and the offset is accepted when every
 * cell of the box that the cubes would share is equal in both, and the box holds at least four
 * different states. No overlap is missed except one that shows fewer than four states, and one
 * whose corner cells on both sides are part of uniform surroundings, more than 4096 equal cells.
 * Unrelated gas agrees in four states by chance only where it repeats itself.
 *
 * <p>Where the mesh is coarse, a thin overlap may lie within one layer of coarse cells; several
 * offsets then agree and the one with the largest box is given. For the same reason two regions
 * that miss each other by less than a coarse cell, and both cut the same coarse cells, count as
 * sharing gas: they show the same simulated values.
 *
 * <p>Eight corners per region stay in memory, and the states of as many regions as fit into 256
 * MiB; those beyond are read again when they are compared.
 */
public final class OverlapFinder {
  private static final int LEAST_STATES = 4;

  /** A leaf of an adaptive mesh that is 16 finest cells wide fills this many of them. */
  private static final int MOST_EQUAL_CELLS = 16 * 16 * 16;

  private static final long CACHE_BYTES = 256L << 20;

  private final int size;
  private final LongFunction<GasRegion> regions;
  private final List<Long> stars = new ArrayList<>();
  private final CornerIndex corners;
  private final StateCache cache;

  /**
   * @param size cells along the side of every region
   * @param regions reads the region of a star again
   */
  public OverlapFinder(int size, LongFunction<GasRegion> regions) {
    this.size = size;
    this.regions = regions;
    this.corners = new CornerIndex(size);
    this.cache = new StateCache((int) Math.max(2, CACHE_BYTES / (8L * size * size * size)));
  }

  /** Adds the region of a star while it is in memory. */
  public void add(long star, GasRegion region) {
    if (region.size() != size) {
      throw new IllegalArgumentException("%d cells, not %d".formatted(region.size(), size));
    }
    long[] states = CellStates.of(region);
    corners.add(stars.size(), states);
    cache.put(stars.size(), states);
    stars.add(star);
  }

  /** All overlaps of the regions added, by first and second star. */
  public List<Overlap> find() {
    Map<Set<Integer>, Overlap> found = new HashMap<>();
    for (int region = 0; region < stars.size(); region++) {
      long[] states = states(region);
      for (var candidate : corners.candidates(region, states, MOST_EQUAL_CELLS).entrySet()) {
        int other = candidate.getKey();
        Set<Integer> pair = Set.of(region, other);
        if (!found.containsKey(pair)) {
          Optional<Offset> offset = largest(states, states(other), candidate.getValue());
          if (offset.isPresent()) {
            found.put(pair, overlap(region, other, offset.get()));
          }
        }
      }
    }
    return found.values().stream()
        .sorted(Comparator.comparingLong(Overlap::first).thenComparingLong(Overlap::second))
        .toList();
  }

  private Optional<Offset> largest(long[] states, long[] other, List<Offset> candidates) {
    return candidates.stream()
        .distinct()
        .sorted(Comparator.comparingLong((Offset offset) -> offset.sharedCells(size)).reversed())
        .filter(
            offset -> {
              SharedBox box = new SharedBox(states, other, size, offset);
              return box.agrees() && box.showsStates(LEAST_STATES);
            })
        .findFirst();
  }

  private Overlap overlap(int region, int other, Offset offset) {
    long star = stars.get(region);
    long otherStar = stars.get(other);
    long cells = offset.sharedCells(size);
    return star < otherStar
        ? new Overlap(star, otherStar, offset, cells)
        : new Overlap(otherStar, star, offset.reversed(), cells);
  }

  private long[] states(int region) {
    return cache.get(region, () -> CellStates.of(regions.apply(stars.get(region))));
  }
}
