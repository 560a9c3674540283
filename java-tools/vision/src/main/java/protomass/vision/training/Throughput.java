package protomass.vision.training;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.util.OptionalLong;
import java.util.function.Supplier;
import protomass.core.artefact.ThroughputRow;
import protomass.core.progress.ResidentMemory;
import protomass.vision.augmentation.LoaderReport;

/** Measures a training between two logged lines: images a second, waiting for input, memory. */
final class Throughput {
  private static final long MEGABYTE = 1_000_000;

  private final Device device;
  private final Supplier<LoaderReport> input;
  private LoaderReport last;

  /**
   * @param device the first one of the training
   * @param input how the input kept up so far
   */
  Throughput(Device device, Supplier<LoaderReport> input) {
    this.device = device;
    this.input = input;
    this.last = input.get();
  }

  /** What happened since the last line. */
  ThroughputRow row(long iteration) {
    LoaderReport now = input.get();
    LoaderReport between = now.since(last);
    last = now;
    OptionalLong resident = ResidentMemory.bytes();
    return new ThroughputRow(
        iteration,
        between.imagesPerSecond(),
        between.waitedShare(),
        resident.isPresent() ? resident.getAsLong() / MEGABYTE : null,
        device.isGpu() ? CudaUtils.getGpuMemory(device).getUsed() / MEGABYTE : null);
  }
}
