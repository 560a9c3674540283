package protomass.snapshot.ramses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import protomass.snapshot.Box;
import protomass.snapshot.GridCells;
import protomass.snapshot.Snapshot;
import protomass.snapshot.Vector3;
import protomass.snapshot.projection.ImageAxes;
import protomass.snapshot.projection.Projector;
import protomass.snapshot.projection.View;
import protomass.snapshot.quantity.Length;

class DomainMapTest {
  /** The curve enters a cube at one corner, visits all eight children, and never jumps. */
  @Test
  void theCurveIsContinuous() {
    int depth = 4;
    int side = 1 << depth;
    int[][] order = new int[side * side * side][];
    for (int cell = 0; cell < order.length; cell++) {
      int[] at = {cell % side, cell / side % side, cell / side / side};
      int state = HilbertCurve.ROOT;
      int place = 0;
      for (int bit = depth - 1; bit >= 0; bit--) {
        int child = (at[0] >> bit & 1) | (at[1] >> bit & 1) << 1 | (at[2] >> bit & 1) << 2;
        place = place << 3 | HilbertCurve.place(state, child);
        state = HilbertCurve.next(state, child);
      }
      order[place] = at;
    }
    for (int place = 1; place < order.length; place++) {
      int distance = 0;
      for (int axis = 0; axis < 3; axis++) {
        distance += Math.abs(order[place][axis] - order[place - 1][axis]);
      }
      assertEquals(1, distance);
    }
  }

  /** Every oct of a rank lies in that rank's piece of the curve. */
  @Test
  void octsOfTheRawOutputLieInTheDomainsOfTheirRanks() {
    Path folder = RawOutput.folder();
    InfoFile info = InfoFile.read(folder.resolve("info_00010.txt"));
    HydroFields fields = HydroFields.read(folder);
    int octs = 0;
    for (int rank = 1; rank <= 2; rank++) {
      try (FortranFile amr = FortranFile.open(RankReading.file(folder, "amr", "00010", rank));
          FortranFile hydro = FortranFile.open(RankReading.file(folder, "hydro", "00010", rank))) {
        for (var place : RankLayout.read(amr, hydro, info, fields, rank).levels()) {
          if (place.level() < info.coarsestLevel()) {
            continue;
          }
          long xg = place.amr() + 3 * (4L * place.octs() + 8);
          double[][] centre = new double[3][place.octs()];
          for (int axis = 0; axis < 3; axis++) {
            amr.doublesAt("xg", xg + axis * (8L * place.octs() + 8), 0, centre[axis], place.octs());
          }
          for (int oct = 0; oct < place.octs(); oct++) {
            double key = key(new Vector3(centre[0][oct], centre[1][oct], centre[2][oct]), 9);
            assertTrue(info.domains().get(rank - 1) <= key && key < info.domains().get(rank));
            octs++;
          }
        }
      }
    }
    assertTrue(octs > 31_000, octs + " octs");
  }

  private static double key(Vector3 share, int bits) {
    int state = HilbertCurve.ROOT;
    long key = 0;
    for (int bit = 1; bit <= bits; bit++) {
      int child = 0;
      for (int axis = 0; axis < 3; axis++) {
        child |= ((int) Math.scalb(share.get(axis), bit) & 1) << axis;
      }
      key = key << 3 | HilbertCurve.place(state, child);
      state = HilbertCurve.next(state, child);
    }
    return key;
  }

  /** Small regions all over the box: those that need one rank only still get all their gas. */
  @Test
  void filesOfRanksThatCannotHoldARegionAreNotRead() {
    try (Snapshot snapshot = new RamsesReader().open(RawOutput.folder())) {
      RamsesSnapshot ramses = (RamsesSnapshot) snapshot;
      double boxCm = snapshot.space().box().sides().x();
      int alone = 0;
      for (int i = 0; i < 64; i++) {
        Vector3 centre =
            new Vector3(i % 4 + 0.3, GridCells.index(i, 4, 1) + 0.7, GridCells.index(i, 4, 2) + 0.1)
                .times(boxCm / 4);
        Box region = Box.cube(centre, Length.parse("0.25pc").centimetres());
        alone += ramses.ranks(List.of(region)).size() == 1 ? 1 : 0;
        View view = View.of(region, ImageAxes.X, 4, 4);
        try (Projector projector = new Projector(snapshot.space(), List.of(view), 1)) {
          snapshot.cells(List.of(region), 1, projector);
          assertEquals(1, projector.map(0).coverage(), 1e-12);
        }
      }
      assertTrue(alone > 16, alone + " of 64 regions need one rank only");
      assertEquals(List.of(1, 2), ramses.ranks(List.of(snapshot.space().box())));
    }
  }
}
