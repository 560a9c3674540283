package protomass.flame.kernel;

/** Which kernel to use where. */
public final class Kernels {
  /**
   * From about this many points on the compilation of the vector loops, some seconds of a
   * processor, has paid for itself.
   */
  private static final double WORTH_COMPILING_POINTS = 7e8;

  private Kernels() {}

  /** Whether the virtual machine was started with the module of the Vector API. */
  public static boolean hasVectors() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** The fastest kernel for a long run. */
  public static WalkerKernel fastest() {
    return hasVectors() ? new VectorKernel() : new ScalarKernel();
  }

  /** The kernel that finishes first. The images do not depend on the choice. */
  public static WalkerKernel forPoints(double points) {
    return points < WORTH_COMPILING_POINTS ? new ScalarKernel() : fastest();
  }
}
