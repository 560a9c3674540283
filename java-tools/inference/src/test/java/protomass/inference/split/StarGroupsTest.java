package protomass.inference.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import protomass.core.maps.LineOfSight;
import protomass.core.maps.MapRow;
import protomass.core.maps.StarGroups;
import protomass.inference.Samples;

class StarGroupsTest {
  private static MapRow star(String cloud, long snapshot, long star, Long... overlaps) {
    return Samples.row(cloud, snapshot, star, LineOfSight.X, 1.0, overlaps);
  }

  private static List<String> names(MapRow... rows) {
    StarGroups groups = StarGroups.of(List.of(rows));
    List<String> names = List.of(rows).stream().map(groups::nameOf).toList();
    assertEquals(names.stream().distinct().count(), groups.count());
    return names;
  }

  @Test
  void starsAloneAreGroupsOfOne() {
    assertEquals(List.of("H1-0003", "H1-0012"), names(star("H1", 1, 3), star("H1", 1, 12)));
  }

  @Test
  void overlapsChainOverSnapshots() {
    assertEquals(
        List.of("H1-0003", "H1-0003", "H1-0003", "H1-0020"),
        names(star("H1", 1, 12, 7L), star("H1", 2, 7, 3L), star("H1", 3, 3), star("H1", 3, 20)));
  }

  @Test
  void overlapCountsInEitherDirection() {
    assertEquals(List.of("H1-0002", "H1-0002"), names(star("H1", 1, 2), star("H1", 1, 9, 2L)));
  }

  @Test
  void aStarWithoutMapsLinksItsCompanionsButGivesNoName() {
    assertEquals(List.of("H1-0005", "H1-0005"), names(star("H1", 1, 8, 1L), star("H1", 2, 5, 1L)));
  }

  @Test
  void equalNumbersInDifferentCloudsAreDifferentStars() {
    assertEquals(
        List.of("H1-0001", "M2-0001", "M2-0001"),
        names(star("H1", 1, 1), star("M2", 1, 1, 4L), star("M2", 1, 4)));
  }

  @Test
  void aLongChainInAnyOrderIsOneGroup() {
    MapRow[] chain = new MapRow[2000];
    for (int i = 0; i < chain.length; i++) {
      int star = (i * 787) % chain.length;
      chain[i] = star("H1", 1, star, (long) (star + 1));
    }
    assertEquals(List.of("H1-0000"), names(chain).stream().distinct().toList());
  }
}
