package protomass.core.command;

import java.util.concurrent.Callable;

/**
 * One tool of the command line. An implementation carries Picocli's {@code @Command} annotation,
 * has a public constructor without arguments and is registered for {@link java.util.ServiceLoader}
 * under this interface's name, so that an installation offers exactly the commands whose jars it
 * holds. {@link #call} returns an exit code of {@link ExitCodes}.
 */
public interface ProtomassCommand extends Callable<Integer> {}
