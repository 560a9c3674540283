package protomass.vision.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class TorchScriptTest {
  @Test
  void differentiatesASumOfSquares() {
    try (NDManager manager = Torch.newManager();
        TorchScript script = TorchScript.compile(TorchScriptTest.class, "squares.torchscript")) {
      NDArray x = Torch.tensor(manager, new float[] {1, -2, 3}, 3);
      Torch.requireGradients(x);
      NDList result = script.callRecorded(manager, "squares_and_gradient", new NDList(x), 2);
      assertEquals(28f, Torch.scalar(result.get(0)));
      assertArrayEquals(new float[] {4, -8, 12}, Torch.floats(result.get(1)));
    }
  }

  @Test
  void updatesALeafInPlaceOutsideOfAutograd() {
    try (NDManager manager = Torch.newManager();
        TorchScript script = TorchScript.compile(TorchScriptTest.class, "squares.torchscript")) {
      NDArray x = Torch.tensor(manager, new float[] {1, -2, 3}, 3);
      Torch.requireGradients(x);
      for (int i = 0; i < 3; i++) {
        try (NDManager step = manager.newSubManager()) {
          NDList gradient = script.callRecorded(step, "squares_and_gradient", new NDList(x), 2);
          script.call(step, "descend", new NDList(x), new NDList(gradient.get(1)), 0.125);
        }
      }
      assertArrayEquals(new float[] {0.125f, -0.25f, 0.375f}, Torch.floats(x));
    }
  }
}
