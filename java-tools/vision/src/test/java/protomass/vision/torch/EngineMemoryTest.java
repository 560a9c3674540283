package protomass.vision.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import protomass.core.error.MemoryShortage;

/** What the engine says when it cannot have memory, in words of ours. */
class EngineMemoryTest {
  @Test
  void aTensorLargerThanAnyMachineIsAShortage() {
    try (NDManager manager = Torch.newManager()) {
      // Beyond the address space of a process, so that no machine can promise it.
      EngineException failure =
          assertThrows(
              EngineException.class, () -> manager.create(new Shape(1L << 48), DataType.FLOAT32));
      assertEquals(
          Optional.of(
              new MemoryShortage(
                  MemoryShortage.Kind.PROCESS, "PyTorch could not have 1073741824.0 MiB more")),
          MemoryShortage.in(new IllegalStateException("encoding failed", failure)));
    }
  }

  /** As PyTorch 2.7 says it. */
  @Test
  void aFullGpuIsAShortage() {
    EngineException failure =
        new EngineException(
            "CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 79.10"
                + " GiB of which 11.25 MiB is free.");
    assertEquals(
        Optional.of(
            new MemoryShortage(
                MemoryShortage.Kind.GPU, "PyTorch could not have 20.00 MiB more on the GPU")),
        MemoryShortage.in(failure));
  }

  @Test
  void otherFailuresOfTheEngineAreNone() {
    assertEquals(
        Optional.empty(),
        MemoryShortage.in(new EngineException("mat1 and mat2 shapes cannot be multiplied")));
  }
}
