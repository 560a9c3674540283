package protomass.snapshot.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.OperatorInstruction;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import protomass.core.maps.LineOfSight;
import protomass.snapshot.Box;
import protomass.snapshot.CellBlock;
import protomass.snapshot.Space;
import protomass.snapshot.Vector3;

/** Operations of views against a count of cells and pixels on paper. */
class AlignedOperationsTest {
  private static final List<String> ARITHMETIC = List.of("DADD", "DSUB", "DMUL", "DDIV");

  private static final Space SPACE =
      new Space(new Box(new Vector3(-1, -1, -1), new Vector3(1, 1, 1)), false);

  private static OptionalDouble operations(List<View> views, CellBlock block) {
    try (Projector projector = new Projector(SPACE, views, 1)) {
      projector.accept(block);
      return projector.operations();
    }
  }

  private static View whole(LineOfSight axis, int pixels) {
    return View.of(SPACE.box(), ImageAxes.of(axis), pixels, pixels);
  }

  /** Eight cells of side 1 fill the space; one has no gas. */
  private static CellBlock eight() {
    CellBlock block = new CellBlock(false);
    for (int i = 0; i < 8; i++) {
      block.place((i & 1) - 0.5, (i >> 1 & 1) - 0.5, (i >> 2) - 0.5, 0.5, 0.5, 0.5);
      block.fill(i == 0 ? 0 : 1, 0, 0, 0);
    }
    return block;
  }

  @Test
  void cellsTimesViewsAndPixels() {
    double cell = 21 + 31;
    // A cell covers 4 x 4 of the 8 x 8 pixels; of eight cells seven have gas.
    assertEquals(
        OptionalDouble.of(8 * cell + 7 * 16 * 12),
        operations(List.of(whole(LineOfSight.Z, 8)), eight()));
    // Three views, and pixels twice as wide as cells.
    assertEquals(
        OptionalDouble.of(3 * (8 * cell + 7 * 12)),
        operations(
            List.of(whole(LineOfSight.X, 1), whole(LineOfSight.Y, 1), whole(LineOfSight.Z, 1)),
            eight()));
    // Half of the depth: four cells are looked at and not seen.
    View near =
        View.of(
            new Box(new Vector3(-1, -1, 0), new Vector3(1, 1, 1)),
            ImageAxes.of(LineOfSight.Z),
            2,
            2);
    assertEquals(OptionalDouble.of(8 * 21 + 4 * 31 + 4 * 12), operations(List.of(near), eight()));
  }

  /** The arithmetic instructions of the compiled method. */
  @Test
  void aContributionHasAsManyOperationsAsItsCode() throws IOException {
    try (InputStream in = Moments.class.getResourceAsStream("Moments.class")) {
      MethodModel add =
          ClassFile.of().parse(in.readAllBytes()).methods().stream()
              .filter(method -> method.methodName().equalsString("add"))
              .findFirst()
              .orElseThrow();
      int arithmetic = 0;
      for (CodeElement element : add.code().orElseThrow().elementList()) {
        if (element instanceof OperatorInstruction operator
            && ARITHMETIC.contains(operator.opcode().name())) {
          arithmetic++;
        }
      }
      assertEquals(AlignedOperations.CONTRIBUTION, arithmetic);
    }
  }
}
