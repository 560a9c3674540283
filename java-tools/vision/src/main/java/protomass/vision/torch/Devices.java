package protomass.vision.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import protomass.core.error.UsageException;

/** Reads the names of devices: cpu, cuda, cuda:1, cuda:all, auto, or several with commas. */
final class Devices {
  private static final String FORM = "give cpu, cuda, cuda:N, cuda:all or auto";
  private static final Pattern GPU = Pattern.compile("cuda:(\\d{1,3})");

  private Devices() {}

  /**
   * @throws UsageException when a name is none, or a GPU is not there
   */
  static List<Device> parse(String names) {
    Torch.start();
    int present = Engine.getEngine("PyTorch").getGpuCount();
    List<Device> devices = new ArrayList<>();
    for (String name : names.strip().split(",", -1)) {
      devices.addAll(parse(name.strip(), present));
    }
    return devices;
  }

  private static List<Device> parse(String name, int present) {
    return switch (name) {
      case "cpu" -> List.of(Device.cpu());
      case "auto" -> List.of(present > 0 ? Device.gpu(0) : Device.cpu());
      case "cuda" -> List.of(gpu(0, present));
      case "cuda:all" -> {
        gpu(0, present);
        List<Device> all = new ArrayList<>();
        for (int i = 0; i < present; i++) {
          all.add(Device.gpu(i));
        }
        yield all;
      }
      default -> {
        Matcher matcher = GPU.matcher(name);
        if (!matcher.matches()) {
          throw new UsageException("--device '" + name + "' is no device", FORM);
        }
        yield List.of(gpu(Integer.parseInt(matcher.group(1)), present));
      }
    };
  }

  private static Device gpu(int number, int present) {
    if (number >= present) {
      throw new UsageException(
          "--device cuda:%d is not there: the engine sees %d GPUs".formatted(number, present),
          "give cpu, or use a container or libtorch with CUDA on a node with a GPU");
    }
    return Device.gpu(number);
  }
}
