package protomass.snapshot.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import protomass.core.catalogue.SplitBy;
import protomass.core.error.BadInputException;
import protomass.core.error.ProtomassException;
import protomass.core.error.UsageException;
import protomass.core.maps.StarGroups;
import protomass.snapshot.quantity.Length;
import protomass.snapshot.quantity.Mass;

/** What the headers of several snapshots say, and whether a catalogue can be made of them. */
final class Survey {
  private static final int THREADS = Math.min(8, Runtime.getRuntime().availableProcessors());

  private final Mass minimumMass;
  private final List<SnapshotOutline> outlines = new ArrayList<>();
  private final List<ProtomassException> broken = new ArrayList<>();
  private final StarGroups groups = new StarGroups();

  private Survey(Mass minimumMass) {
    this.minimumMass = minimumMass;
  }

  /**
   * Reads headers and stars by several threads; faults are kept in the order of the paths.
   *
   * @param simulation the name of all their simulations, or null for those that they have
   * @param regionSize side of the region around each star that is heavy enough
   */
  static Survey of(Collection<Path> paths, String simulation, Length regionSize, Mass minimumMass) {
    Survey survey = new Survey(minimumMass);
    List<Path> sorted = paths.stream().distinct().sorted().toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<SnapshotOutline>> read = new ArrayList<>();
      for (Path path : sorted) {
        Callable<SnapshotOutline> outline =
            () -> SnapshotOutline.read(path, simulation, regionSize, minimumMass);
        read.add(threads.submit(outline));
      }
      read.forEach(survey::add);
    }
    return survey;
  }

  private void add(Future<SnapshotOutline> read) {
    try {
      SnapshotOutline outline = read.get();
      outlines.add(outline);
      outline
          .neighbours()
          .forEach((star, others) -> groups.add(outline.simulation(), star, others));
    } catch (ExecutionException failure) {
      switch (failure.getCause()) {
        case ProtomassException fault -> broken.add(fault);
        case RuntimeException defect -> throw defect;
        case Error defect -> throw defect;
        default -> throw new IllegalStateException(failure.getCause());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Whether any snapshot could be read. */
  boolean isUsable() {
    return !outlines.isEmpty();
  }

  /** What is wrong with snapshots themselves, not with what is asked of them. */
  List<ProtomassException> damaged() {
    return broken.stream().filter(BadInputException.class::isInstance).toList();
  }

  /**
   * What stands in the way, broken snapshots first. Where one is broken, nothing is said of the
   * whole: it may have held what is missing.
   *
   * @param splits how the maps are going to be parted
   * @param sights maps per star and snapshot
   * @param withoutDamaged whether those that are damaged will be left out
   */
  List<ProtomassException> faults(Collection<SplitBy> splits, int sights, boolean withoutDamaged) {
    List<ProtomassException> faults = new ArrayList<>(broken);
    if (withoutDamaged) {
      faults.removeAll(damaged());
    }
    boolean whole = faults.isEmpty();
    faults.addAll(duplicates());
    if (whole) {
      faults.addAll(stars() == 0 ? List.of(noStars()) : unpartable(splits, sights));
    }
    return List.copyOf(faults);
  }

  /** Maps of one star, snapshot and line of sight have one name, so the snapshots cannot differ. */
  private List<ProtomassException> duplicates() {
    Map<String, Path> owners = new HashMap<>();
    List<ProtomassException> faults = new ArrayList<>();
    for (SnapshotOutline outline : outlines) {
      Path owner =
          owners.putIfAbsent(outline.simulation() + " " + outline.number(), outline.path());
      if (owner != null) {
        faults.add(
            new BadInputException(
                outline.path(),
                "is snapshot %d of simulation %s, as %s is"
                    .formatted(outline.number(), outline.simulation(), owner),
                "leave one of them out; if they are of two simulations, give each its own name"
                    + " (docs/formats.md says where it comes from)"));
      }
    }
    return faults;
  }

  private ProtomassException noStars() {
    double heaviest = outlines.stream().mapToDouble(SnapshotOutline::heaviestMsun).max().orElse(0);
    String found =
        heaviest > 0
            ? String.format(Locale.ROOT, "the heaviest has %.4g Msun", heaviest)
            : "they have none at all";
    return new UsageException(
        String.format(
            Locale.ROOT,
            "none of the %d snapshots has a star of %.4g Msun or more: %s",
            outlines.size(),
            minimumMass.solarMasses(),
            found),
        heaviest > 0
            ? "lower the minimum mass or give later snapshots"
            : "give later snapshots, or tables of stars beside them, NAME.stars.csv, where"
                + " docs/formats.md allows them");
  }

  private List<ProtomassException> unpartable(Collection<SplitBy> splits, int sights) {
    List<ProtomassException> faults = new ArrayList<>();
    for (SplitBy by : splits) {
      switch (by) {
        case STAR -> {
          if (groups.count() < 2) {
            faults.add(
                new UsageException(
                    "the split by star has nothing to part: regions of all stars overlap, in a"
                        + " chain at least, so that they are one group",
                    "give snapshots of other stars, a smaller region, or the split by map alone"));
          }
        }
        case CLOUD -> {
          if (simulations() < 2) {
            faults.add(
                new UsageException(
                    "the split by cloud has nothing to part: all snapshots with stars are of the"
                        + " simulation %s".formatted(starry().getFirst().simulation()),
                    "give snapshots of another simulation, or leave that split out"));
          }
        }
        case MAP -> {
          if (maps(sights) < 2) {
            faults.add(
                new UsageException(
                    "the split by map has nothing to part: there is one map",
                    "give more snapshots or more axes"));
          }
        }
      }
    }
    return faults;
  }

  private List<SnapshotOutline> starry() {
    return outlines.stream().filter(outline -> !outline.neighbours().isEmpty()).toList();
  }

  private long simulations() {
    return starry().stream().map(SnapshotOutline::simulation).distinct().count();
  }

  private long maps(int sights) {
    return sights * stars();
  }

  /** Stars, each as often as there are snapshots of it. */
  private long stars() {
    return outlines.stream().mapToLong(outline -> outline.neighbours().size()).sum();
  }

  /** One line on all of them. */
  String text() {
    return "%d snapshots, %d with stars, of %d simulations: %d regions in %d groups of stars"
        .formatted(outlines.size(), starry().size(), simulations(), stars(), groups.count());
  }
}
