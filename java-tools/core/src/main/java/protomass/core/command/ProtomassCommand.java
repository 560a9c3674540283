package protomass.core.command;

import java.util.concurrent.Callable;
import protomass.core.error.ExitCodes;
import protomass.core.file.OutputPlan;

/**
 * One tool of the command line. An implementation carries Picocli's {@code @Command} annotation and
 * {@link Needs}, has a public constructor without arguments and is registered for {@link
 * java.util.ServiceLoader} under this interface's name, so that an installation offers exactly the
 * commands whose jars it holds. {@link #call} returns an exit code of {@link ExitCodes}.
 */
public interface ProtomassCommand extends Callable<Integer> {
  /**
   * All that {@link #call} is going to write, as its options say; asked once they are set and
   * before the work begins. Every other path among the options is taken for an input.
   *
   * @throws protomass.core.error.UsageException when the options name no usable output
   */
  OutputPlan outputs();
}
