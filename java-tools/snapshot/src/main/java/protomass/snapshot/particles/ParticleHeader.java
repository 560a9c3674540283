package protomass.snapshot.particles;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import protomass.core.error.BadInputException;
import protomass.snapshot.Box;
import protomass.snapshot.Vector3;
import protomass.snapshot.hdf5.Hdf5Input;
import protomass.snapshot.sidecar.CodeUnits;
import protomass.snapshot.sidecar.UnitsFile;

/**
 * What the header of a snapshot tells (GADGET-4 documentation, "Snapshot file format"; GIZMO User's
 * Guide, section "Snapshot &amp; Initial Condition Files").
 *
 * @param code the code that wrote it
 * @param files how many files it has
 * @param gas gas particles in all files
 * @param time in units of the code
 * @param units of the code
 * @param box where the particles are meant to be [cm]
 * @param kernel how gas is spread
 * @param fieldGauss unit of the magnetic field [gauss]; empty when cells carry none
 * @param massTable masses of particles by type, where all have the same; in units of the code
 */
record ParticleHeader(
    String code,
    int files,
    long gas,
    double time,
    CodeUnits units,
    Box box,
    Kernel kernel,
    OptionalDouble fieldGauss,
    List<Double> massTable) {
  static final String GROUP = "Header";
  static final int TYPES = 6;
  private static final String PARAMETERS = "Parameters";
  private static final int MOST_FILES = 1 << 16;

  ParticleHeader {
    massTable = List.copyOf(massTable);
  }

  /**
   * Reads the header of a file.
   *
   * @param told what stands beside the snapshot; its units hold before the file's own
   */
  static ParticleHeader read(Hdf5Input input, Optional<UnitsFile> told) {
    double files = input.requireNumber(GROUP, "NumFilesPerSnapshot");
    if (!(files >= 1 && files <= MOST_FILES && files == Math.rint(files))) {
      throw input.broken("has %s files".formatted(files));
    }
    boolean voronoi = input.hasAttribute("Config", "VORONOI");
    CodeUnits units = told.flatMap(UnitsFile::units).orElseGet(() -> units(input));
    refuseComoving(input);
    return new ParticleHeader(
        code(input, voronoi),
        (int) files,
        gas(input),
        input.requireNumber(GROUP, "Time"),
        units,
        box(input, units),
        !voronoi && input.has("PartType0/SmoothingLength") ? Kernel.SPLINE : Kernel.BALL,
        field(input, told, units, voronoi),
        masses(input));
  }

  private static long gas(Hdf5Input input) {
    double[] low = input.requireNumbers(GROUP, "NumPart_Total", TYPES);
    double[] high = input.numbers(GROUP, "NumPart_Total_HighWord").orElse(new double[TYPES]);
    double all = low[0] + (high.length == TYPES ? high[0] * 0x1p32 : 0);
    if (!(all >= 0 && all < 1e12)) {
      throw input.broken("has %s gas particles".formatted(all));
    }
    return (long) all;
  }

  private static List<Double> masses(Hdf5Input input) {
    double[] table = input.numbers(GROUP, "MassTable").orElse(new double[TYPES]);
    double[] all = java.util.Arrays.copyOf(table, TYPES);
    return java.util.Arrays.stream(all).boxed().toList();
  }

  private static Box box(Hdf5Input input, CodeUnits units) {
    double[] sides =
        input
            .numbers(GROUP, "BoxSize")
            .orElseThrow(() -> input.broken("Header has no attribute BoxSize"));
    try {
      Vector3 upper =
          sides.length == 3
              ? new Vector3(sides[0], sides[1], sides[2])
              : new Vector3(sides[0], sides[0], sides[0]);
      return new Box(Vector3.ZERO, upper.times(units.lengthCm()));
    } catch (IllegalArgumentException fault) {
      throw input.broken("its BoxSize makes " + fault.getMessage());
    }
  }

  private static String code(Hdf5Input input, boolean voronoi) {
    if (voronoi) {
      return "AREPO";
    }
    boolean gizmo =
        input.number(GROUP, "UnitLength_In_CGS").isPresent()
            || input.number(GROUP, "Gizmo_version").isPresent();
    return gizmo ? "GIZMO" : "GADGET format";
  }

  /** GIZMO writes units into the header, AREPO and GADGET-4 into the group Parameters. */
  private static CodeUnits units(Hdf5Input input) {
    OptionalDouble length = unit(input, "UnitLength_In_CGS", "UnitLength_in_cm");
    OptionalDouble mass = unit(input, "UnitMass_In_CGS", "UnitMass_in_g");
    OptionalDouble velocity = unit(input, "UnitVelocity_In_CGS", "UnitVelocity_in_cm_per_s");
    if (length.isEmpty() || mass.isEmpty() || velocity.isEmpty()) {
      throw new BadInputException(
          input.file(), "does not tell the units of the code", UnitsFile.MEND);
    }
    double hubble = input.number(GROUP, "HubbleParam").orElse(1);
    if (hubble != 1 && hubble != 0) {
      throw new BadInputException(
          input.file(),
          "has HubbleParam %s, and units may hold it or not".formatted(hubble),
          UnitsFile.MEND);
    }
    double side = length.getAsDouble();
    try {
      return new CodeUnits(side, mass.getAsDouble(), side / velocity.getAsDouble());
    } catch (IllegalArgumentException fault) {
      throw new BadInputException(
          input.file(), "gives " + fault.getMessage(), UnitsFile.MEND, fault);
    }
  }

  private static OptionalDouble unit(Hdf5Input input, String gizmo, String gadget) {
    for (String group : List.of(GROUP, PARAMETERS, "Units")) {
      for (String name : List.of(gizmo, gadget)) {
        OptionalDouble found = input.number(group, name);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return OptionalDouble.empty();
  }

  private static void refuseComoving(Hdf5Input input) {
    double redshift = input.number(GROUP, "Redshift").orElse(0);
    double comoving =
        input
            .number(GROUP, "ComovingIntegrationOn")
            .orElse(input.number(PARAMETERS, "ComovingIntegrationOn").orElse(0));
    if (comoving != 0 || redshift != 0) {
      Path file = input.file();
      throw new BadInputException(
          file,
          "is of a cosmological run (ComovingIntegrationOn %.0f, Redshift %s)"
              .formatted(comoving, redshift),
          "convert it to physical units; comoving ones are not read");
    }
  }

  /**
   * AREPO's unit of the field follows from the others, as B^2 / 8 pi (IllustrisTNG data
   * specification). GIZMO writes its field in a unit of the parameter file that snapshots do not
   * tell: tesla in STARFORGE, and not {@code Internal_UnitB_In_Gauss}. Without a unit there is no
   * field.
   */
  private static OptionalDouble field(
      Hdf5Input input, Optional<UnitsFile> told, CodeUnits units, boolean voronoi) {
    if (!input.has("PartType0/MagneticField")) {
      return OptionalDouble.empty();
    }
    return told.flatMap(UnitsFile::fieldGauss)
        .map(OptionalDouble::of)
        .orElseGet(
            () ->
                voronoi
                    ? OptionalDouble.of(units.magneticFieldGaussian())
                    : OptionalDouble.empty());
  }
}
