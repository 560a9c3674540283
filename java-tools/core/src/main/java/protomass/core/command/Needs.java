package protomass.core.command;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a tool needs of the machine; stands beside Picocli's {@code @Command} on every {@link
 * ProtomassCommand}. The build writes it to {@code tools.json}, from which {@code bin/protomass}
 * starts the tool and against which the pipeline's labels and the tables of docs/usage.md are
 * tested. All that is not stated is as for a light tool.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Needs {
  /** Whether it uses PyTorch: a set of libraries and an image of its own. */
  boolean torch() default false;

  /**
   * Whether it computes with networks: its results depend on PyTorch's kernels, which {@code
   * PROTOMASS_BITS} chooses, and it uses {@code --threads} threads.
   */
  boolean kernels() default false;

  /** Whether {@code --device} may name GPUs. */
  boolean gpu() default false;

  /**
   * The Java heap's share of the memory that a task is given [%], from 1 to 99. Tensors of PyTorch
   * live outside of it.
   */
  int heapPercent() default 75;

  /** How garbage is collected. */
  Collector collector() default Collector.PARALLEL;

  /** Whether it computes on Java's Vector API, whose module has to be asked for. */
  boolean vectors() default false;

  /** Text such as {@code stream:}; where an argument holds it, vectors are needed as well. */
  String vectorsWhen() default "";

  /** Whether it stops in good order, and goes on when the same command is run again. */
  boolean resumes() default false;

  /** Ways to collect garbage. */
  enum Collector {
    /** Several threads, as seldom as the heap allows. */
    PARALLEL("-XX:+UseParallelGC"),
    /**
     * One thread and a small nursery, for tools whose arrays are garbage as soon as an image is
     * written: a parallel collector would let them pile up to the limit.
     */
    SMALL_NURSERY("-XX:+UseSerialGC -XX:MaxNewSize=160m");

    private final String javaOptions;

    Collector(String javaOptions) {
      this.javaOptions = javaOptions;
    }

    /** Options of the virtual machine, separated by spaces. */
    public String javaOptions() {
      return javaOptions;
    }
  }
}
