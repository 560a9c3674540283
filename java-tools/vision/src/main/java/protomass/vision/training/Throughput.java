package protomass.vision.training;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;
import protomass.core.artefact.ThroughputRow;
import protomass.core.cost.ProcessorTime;
import protomass.core.progress.ResidentMemory;
import protomass.vision.augmentation.LoaderReport;

/**
 * Measures a training between two logged lines: images a second, waiting for input, memory,
 * processor and GPU time.
 */
final class Throughput {
  private static final long MEGABYTE = 1_000_000;

  private final List<Device> devices;
  private final Supplier<LoaderReport> input;
  private LoaderReport last;
  private double lastProcessorSeconds;

  /**
   * @param devices of the training
   * @param input how the input kept up so far
   */
  Throughput(List<Device> devices, Supplier<LoaderReport> input) {
    this.devices = List.copyOf(devices);
    this.input = input;
    this.last = input.get();
  }

  /** What happened since the last line. */
  ThroughputRow row(long iteration) {
    LoaderReport now = input.get();
    LoaderReport between = now.since(last);
    last = now;
    OptionalLong resident = ResidentMemory.bytes();
    Device device = devices.getFirst();
    return new ThroughputRow(
        iteration,
        between.imagesPerSecond(),
        between.waitedShare(),
        resident.isPresent() ? resident.getAsLong() / MEGABYTE : null,
        device.isGpu() ? CudaUtils.getGpuMemory(device).getUsed() / MEGABYTE : null,
        between.images(),
        processorSeconds(),
        device.isGpu() ? devices.size() * between.seconds() : null);
  }

  private Double processorSeconds() {
    OptionalDouble now = ProcessorTime.seconds();
    if (now.isEmpty()) {
      return null;
    }
    double since = now.getAsDouble() - lastProcessorSeconds;
    lastProcessorSeconds = now.getAsDouble();
    return since;
  }
}
