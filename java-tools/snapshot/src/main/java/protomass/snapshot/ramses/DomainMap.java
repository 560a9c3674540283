package protomass.snapshot.ramses;

import java.util.List;
import java.util.stream.IntStream;
import protomass.snapshot.Box;

/** Tells which ranks may hold gas of a region. */
record DomainMap(int ranks) {
  static DomainMap of(InfoFile info) {
    return new DomainMap(info.ranks());
  }

  /** Ranks from 1, ascending. */
  List<Integer> ranks(List<Box> regions) {
    return IntStream.rangeClosed(1, ranks).boxed().toList();
  }
}
