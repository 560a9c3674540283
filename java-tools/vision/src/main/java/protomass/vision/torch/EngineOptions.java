package protomass.vision.torch;

import ai.djl.Device;
import java.util.List;
import picocli.CommandLine.Option;
import protomass.core.error.Bounds;
import protomass.core.error.UsageException;

/** The engine's threads and devices. Use as a Picocli {@code @Mixin}. */
public final class EngineOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Threads of the engine (default: ${DEFAULT-VALUE}). What embed and segment write does not"
              + " depend on it. A training (pretrain, baseline) cuts its sums by threads: the last"
              + " bits of its result depend on it.")
  private int threads;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description =
          "Where to compute: cpu, cuda (the first GPU), cuda:N, or auto for a GPU where there is"
              + " one (default: ${DEFAULT-VALUE}). 'pretrain' shares each batch among several, such"
              + " as cuda:0,cuda:1 or cuda:all.")
  private String device;

  /** Sets the engine's threads and the one device. */
  public void apply() {
    List<Device> devices = applyAll();
    if (devices.size() > 1) {
      throw new UsageException(
          "--device " + device + " names " + devices.size() + " devices",
          "name one; 'pretrain' alone takes several");
    }
  }

  /**
   * Sets the engine's threads and its first device.
   *
   * @return all devices asked for, at least one
   */
  public List<Device> applyAll() {
    Bounds.atLeast("--threads", threads, 1);
    Torch.useThreads(threads);
    List<Device> devices = Devices.parse(device);
    Torch.useDevice(devices.getFirst());
    return devices;
  }

  /** How many GPUs were asked for; 0 for the processor. */
  public int gpus() {
    return (int) Devices.parse(device).stream().filter(Device::isGpu).count();
  }

  /** The number of threads asked for. */
  public int threads() {
    return threads;
  }
}
