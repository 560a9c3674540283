package protomass.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.core.error.BadInputException;
import protomass.core.maps.LineOfSight;

class CatalogueTest {
  private static final String HEADER =
      "id,file,index,snapshot,star,axis,mass,age,split,fold,cloud,group\n";
  private static final String ROW =
      "H1-00042-0003-x,maps.fits,0,42,3,x,0.25,1500.5,train,0,H1,H1-0003\n";

  @TempDir Path folder;

  private static CatalogueRow row(String id, double mass, Split split, int fold) {
    return new CatalogueRow(
        id,
        "../a b/maps,1.fits",
        7,
        100042,
        12,
        LineOfSight.Y,
        mass,
        0.1 + 0.2,
        split,
        fold,
        "H1",
        "H1-0003");
  }

  private BadInputException refused(String content) throws IOException {
    Path file = folder.resolve("broken.csv");
    Files.writeString(file, content);
    BadInputException failure = assertThrows(BadInputException.class, () -> Catalogue.read(file));
    assertTrue(failure.getMessage().startsWith(file + ": "), failure.getMessage());
    assertTrue(
        failure.getMessage().endsWith("; make it again with 'protomass split'"),
        failure.getMessage());
    return failure;
  }

  @Test
  void readsBackWhatItWrote() {
    Path file = folder.resolve("catalogue.csv");
    Catalogue written =
        new Catalogue(
            file,
            List.of(
                row("a", 1.0 / 3, Split.TRAIN, 0),
                row("b", 100, Split.TEST, 4),
                row("c", Double.MIN_VALUE, Split.TRAIN, 1)));
    written.write();
    Catalogue read = Catalogue.read(file);
    assertEquals(written, read);
    assertArrayEquals(new int[] {0, 2}, read.positions(Split.TRAIN));
    assertArrayEquals(new int[] {1}, read.positions(Split.TEST));
    assertEquals(2, read.logMasses()[1]);
    assertEquals(
        folder.resolve("../a b/maps,1.fits").normalize(),
        read.mapFile(read.rows().getFirst()).normalize());
  }

  @Test
  void readsColumnsInAnyOrder() throws IOException {
    Path file = folder.resolve("catalogue.csv");
    Files.writeString(
        file,
        """
        group,cloud,fold,split,age,mass,axis,star,snapshot,index,file,id,remark
        H1-0003,H1,0,train,1500.5,0.25,x,3,42,0,maps.fits,H1-00042-0003-x,hello
        """);
    CatalogueRow row = Catalogue.read(file).rows().getFirst();
    assertEquals("H1-00042-0003-x", row.id());
    assertEquals(0.25, row.massMsun());
    assertEquals(1500.5, row.ageYr());
  }

  @ParameterizedTest
  @CsvSource({
    "0.25, -0.25, mass -0.25 Msun is not positive",
    "0.25, NaN, mass NaN Msun is not positive",
    "0.25, Infinity, mass Infinity Msun is not positive",
    "0.25, heavy, heavy",
    "'train,0', 'neither,0', NEITHER",
    "'train,0', 'train,-1', fold -1 is negative",
    "'fits,0', 'fits,-2', index -2 is negative",
    "',x,', ',w,', is no line of sight",
    "'maps.fits,0', 'maps.fits,none', none",
  })
  void refusesABrokenValueByLine(String good, String bad, String fault) throws IOException {
    assertTrue(ROW.contains(good));
    String message =
        refused(HEADER + ROW + ROW.replace("0003-x", "4").replace(good, bad)).getMessage();
    assertTrue(message.contains("line 3: ") && message.contains(fault), message);
  }

  @Test
  void refusesAWrongTable() throws IOException {
    assertTrue(refused("").getMessage().contains("has no column 'id'"));
    assertTrue(refused(HEADER).getMessage().contains("has no rows"));
    assertTrue(
        refused(HEADER.replace(",fold", "") + ROW).getMessage().contains("has no column 'fold'"));
    assertTrue(
        refused(HEADER + ROW + ROW).getMessage().contains("two rows with the id H1-00042-0003-x"));
    assertTrue(
        refused(HEADER + "H1-00042-0003-x,maps.fits,0,42\n").getMessage().contains("line 2: "));
    refused(HEADER + ROW + "\"never closed");
    refused(HEADER.replace("star", "id") + ROW);
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Path file = folder.resolve("none.csv");
    assertTrue(
        assertThrows(BadInputException.class, () -> Catalogue.read(file))
            .getMessage()
            .startsWith(file + ": cannot be read"));
  }
}
