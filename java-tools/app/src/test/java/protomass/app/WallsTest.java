package protomass.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The walls of the house: which package may use which, judged by the class files. */
class WallsTest {
  static final List<String> STAGES =
      List.of("flame", "snapshot", "simulation", "vision", "inference", "report");

  /** Through these packages vision reads what flame wrote. */
  private static final String[] READER_OF_FLAMES = {"protomass.flame.shard"};

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("protomass");

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("protomass.(**)").should().beFreeOfCycles().check(HOUSE);
  }

  @ParameterizedTest
  @FieldSource("STAGES")
  void noStageUsesAnother(String stage) {
    String[] others =
        STAGES.stream()
            .filter(other -> !other.equals(stage))
            .map(WallsTest::packages)
            .toArray(String[]::new);
    String[] open = stage.equals("vision") ? READER_OF_FLAMES : new String[0];
    noClasses()
        .that()
        .resideInAPackage(packages(stage))
        .should()
        .dependOnClassesThat(resideInAnyPackage(others).and(not(resideInAnyPackage(open))))
        .check(HOUSE);
  }

  @Test
  void coreUsesNoStage() {
    noClasses()
        .that()
        .resideInAPackage(packages("core"))
        .should()
        .dependOnClassesThat(
            resideInAPackage("protomass..").and(not(resideInAPackage(packages("core")))))
        .check(HOUSE);
  }

  /** Else a room that is not on the class path would pass every rule. */
  @ParameterizedTest
  @FieldSource("STAGES")
  void everyStageIsLookedAt(String stage) {
    assertTrue(HOUSE.containPackage("protomass." + stage), stage);
  }

  private static String packages(String room) {
    return "protomass." + room + "..";
  }
}
