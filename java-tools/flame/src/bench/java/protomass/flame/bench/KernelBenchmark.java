package protomass.flame.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import protomass.core.random.RandomStream;
import protomass.flame.game.ChaosGame;
import protomass.flame.game.PopulationChaosGame;
import protomass.flame.genome.Genome;
import protomass.flame.genome.GenomeSampler;
import protomass.flame.kernel.ScalarKernel;
import protomass.flame.kernel.VectorKernel;
import protomass.flame.kernel.WalkerKernel;

/**
 * The chaos game alone, over genomes as the sampler draws them. One invocation is a whole round.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector"})
public class KernelBenchmark {
  static final int GENOMES = 64;

  /** A million points, as in an image. */
  private static final int BLOCKS_PER_GENOME = 977;

  @Param({"vector", "scalar"})
  public String kernel;

  private final List<Genome> genomes = new ArrayList<>();
  private ChaosGame game;

  /** Points and processor time, from which the caller takes points per CPU-second. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Work {
    public long points;
    public long cpuNanoseconds;
  }

  @Setup
  public void draw() {
    for (int i = 0; i < GENOMES; i++) {
      genomes.add(new GenomeSampler().sample(RandomStream.of(1, "flame.genome", i)));
    }
    game = new PopulationChaosGame(kernel(kernel));
  }

  static WalkerKernel kernel(String name) {
    return name.equals("vector") ? new VectorKernel() : new ScalarKernel();
  }

  @Benchmark
  public long round(Work work) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long escapes = 0;
    for (Genome genome : genomes) {
      ChaosGame.Walk walk = game.start(genome, RandomStream.of(1, "flame.orbit"));
      for (int block = 0; block < BLOCKS_PER_GENOME; block++) {
        walk.next();
      }
      work.points += (long) BLOCKS_PER_GENOME * game.blockSize();
      escapes += walk.escapes();
    }
    work.cpuNanoseconds += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    return escapes;
  }
}
