package protomass.vision.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps calls out of the compiled classes that corrupt or slow a training: arithmetic of tensors
 * with Java numbers frees memory that autograd still needs, {@code toType} and {@code toDevice} cut
 * the graph, and DJL's training package clips element by element and cannot save its moments.
 */
class ForbiddenCallsTest {
  private static final String TRAINING_PACKAGE = "ai/djl/training/";
  private static final List<String> CUTTING = List.of("toType", "toDevice");

  @Test
  void noClassOfTheModuleCallsThem() throws IOException {
    Path classes = Path.of("target/classes");
    List<String> found = new ArrayList<>();
    int read = 0;
    try (Stream<Path> tree = Files.walk(classes)) {
      for (Path file : tree.filter(path -> path.toString().endsWith(".class")).toList()) {
        found.addAll(forbiddenCalls(ClassFile.of().parse(file)));
        read++;
      }
    }
    assertTrue(read > 50, "only " + read + " classes below " + classes.toAbsolutePath());
    assertEquals(List.of(), found);
  }

  @Test
  void aCallWouldBeFound() throws IOException {
    ClassModel model =
        ClassFile.of().parse(Path.of("target/test-classes").resolve(binaryName(Offender.class)));
    assertEquals(2, forbiddenCalls(model).size(), forbiddenCalls(model).toString());
  }

  private static final class Offender {
    @SuppressWarnings("unused") // read as bytes, never called
    NDArray offend(NDArray tensor) {
      return tensor.mul(2).toType(tensor.getDataType(), false);
    }
  }

  private static String binaryName(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static List<String> forbiddenCalls(ClassModel model) {
    List<String> found = new ArrayList<>();
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof MemberRefEntry reference && isForbidden(reference)) {
        found.add(
            model.thisClass().asInternalName()
                + " calls "
                + reference.owner().asInternalName()
                + "."
                + reference.name().stringValue()
                + reference.type().stringValue());
      }
    }
    return found;
  }

  private static boolean isForbidden(MemberRefEntry reference) {
    String owner = reference.owner().asInternalName();
    String name = reference.name().stringValue();
    boolean tensor = owner.endsWith("NDArray");
    return owner.startsWith(TRAINING_PACKAGE)
        || (tensor && CUTTING.contains(name))
        || (tensor && reference.type().stringValue().startsWith("(Ljava/lang/Number;"));
  }
}
