package protomass.snapshot.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import protomass.core.concurrent.Results;
import protomass.snapshot.CellBlock;
import protomass.snapshot.CellConsumer;
import protomass.snapshot.RegionFilter;
import protomass.snapshot.Space;

/**
 * Projects a stream of cells to the maps of many views at once.
 *
 * <p>A cell adds to a pixel its density times the volume that cell, pixel column and view have in
 * common, over the pixel's area. That volume is exact up to rounding, for cells and pixels of any
 * size, so the mass of a map is the mass of the gas in its view. Velocity and dispersion are
 * weighted by that mass.
 *
 * <p>A view belongs to one thread and takes up blocks in their order: results do not depend on the
 * number of threads.
 */
public final class Projector implements CellConsumer, AutoCloseable {
  private record Target(View view, Moments moments, RegionFilter filter, ViewProjection how) {}

  private final List<Target> targets = new ArrayList<>();
  private final int threads;
  private final ExecutorService pool;

  /**
   * @param space where the cells lie
   * @param views what to show; none larger than a periodic space
   * @param threads at least one
   */
  public Projector(Space space, List<View> views, int threads) {
    for (View view : views) {
      Moments moments = new Moments(view.pixels());
      ViewProjection how =
          view.axes().isAligned()
              ? new AlignedProjection(space, view, moments)
              : new ObliqueProjection(space, view, moments);
      targets.add(new Target(view, moments, new RegionFilter(space, List.of(view.bounds())), how));
    }
    this.threads = Math.min(threads, views.size());
    this.pool = this.threads > 1 ? Executors.newFixedThreadPool(this.threads - 1) : null;
  }

  /** Memory that a view takes while it is projected [bytes]. */
  public static long bytes(View view) {
    return (long) Moments.BYTES_PER_PIXEL * view.pixels();
  }

  @Override
  public void accept(CellBlock block) {
    BlockBounds bounds = BlockBounds.of(block);
    List<Target> touched =
        targets.stream().filter(target -> bounds.touches(target.filter())).toList();
    if (threads <= 1 || touched.size() <= 1) {
      touched.forEach(target -> target.how().add(block));
    } else {
      share(touched, block);
    }
  }

  /** The map of a view, by its place in the list. */
  public ProjectedMap map(int view) {
    Target target = targets.get(view);
    return new ProjectedMap(target.view(), target.moments());
  }

  /** Floating-point operations of all views so far; nothing where one is not counted. */
  public OptionalDouble operations() {
    double sum = 0;
    for (Target target : targets) {
      OptionalDouble counted = target.how().operations();
      if (counted.isEmpty()) {
        return counted;
      }
      sum += counted.getAsDouble();
    }
    return OptionalDouble.of(sum);
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdownNow();
    }
  }

  /** Gives every thread its part of the views and waits for all of them. */
  private void share(List<Target> touched, CellBlock block) {
    List<Future<Void>> others = new ArrayList<>();
    for (int thread = 1; thread < threads; thread++) {
      others.add(pool.submit(part(touched, thread, block)));
    }
    addPart(touched, 0, block);
    others.forEach(other -> Results.await(other, "projecting"));
  }

  private Callable<Void> part(List<Target> touched, int thread, CellBlock block) {
    return () -> {
      addPart(touched, thread, block);
      return null;
    };
  }

  private void addPart(List<Target> touched, int thread, CellBlock block) {
    for (int target = thread; target < touched.size(); target += threads) {
      touched.get(target).how().add(block);
    }
  }
}
