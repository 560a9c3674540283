package protomass.flame.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.OperatorInstruction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protomass.flame.variation.Variation;

/** The table of operations against the arithmetic instructions of the compiled loops. */
class VariationOperationsTest {
  private static final List<String> CLASSES =
      List.of("PolarVariations", "RationalVariations", "WaveVariations");

  private static final String HOME = "protomass/flame/";

  @ParameterizedTest
  @EnumSource(value = Variation.class, mode = EnumSource.Mode.EXCLUDE, names = "LINEAR")
  void aPassOfTheCompiledLoopHasAsManyOperations(Variation variation) throws IOException {
    assertEquals(inLoop(variation.label()), VariationOperations.of(variation), variation.label());
  }

  /** What stands between the head of the loop and the jump back to it. */
  private static int inLoop(String method) throws IOException {
    for (String name : CLASSES) {
      for (MethodModel found : model(HOME + "variation/" + name).methods()) {
        if (found.methodName().equalsString(method)) {
          return loop(found);
        }
      }
    }
    throw new AssertionError("no class has the method " + method);
  }

  private static int loop(MethodModel method) throws IOException {
    List<CodeElement> elements = method.code().orElseThrow().elementList();
    Map<Label, Integer> places = new HashMap<>();
    int head = -1;
    int end = -1;
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i) instanceof LabelTarget target) {
        places.put(target.label(), i);
      } else if (elements.get(i) instanceof BranchInstruction branch
          && places.containsKey(branch.target())) {
        head = places.get(branch.target());
        end = i;
      }
    }
    return operations(elements.subList(head, end));
  }

  private static int operations(List<CodeElement> elements) throws IOException {
    int sum = 0;
    for (CodeElement element : elements) {
      if (element instanceof OperatorInstruction operator) {
        sum += isArithmetic(operator.opcode().name()) ? 1 : 0;
      } else if (element instanceof InvokeInstruction call) {
        sum += operations(call.owner().asInternalName(), call.name().stringValue());
      }
    }
    return sum;
  }

  private static boolean isArithmetic(String opcode) {
    return List.of("FADD", "FSUB", "FMUL", "FDIV").contains(opcode);
  }

  private static int operations(String owner, String method) throws IOException {
    if (owner.startsWith(HOME)) {
      for (MethodModel found : model(owner).methods()) {
        if (found.methodName().equalsString(method)) {
          return operations(found.code().orElseThrow().elementList());
        }
      }
    }
    return switch (method) {
      case "fma" -> 2;
      case "sqrt" -> 1;
      case "abs", "floatToRawIntBits", "intBitsToFloat" -> 0;
      default -> throw new AssertionError("what does " + owner + "." + method + " cost?");
    };
  }

  private static ClassModel model(String name) throws IOException {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
      return ClassFile.of().parse(in.readAllBytes());
    }
  }
}
