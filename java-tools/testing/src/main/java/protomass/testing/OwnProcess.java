package protomass.testing;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** How a test starts a class in a process of its own. */
public final class OwnProcess {
  private OwnProcess() {}

  /**
   * The command line that runs a class with this virtual machine's class path and flags, but
   * without its agents, so that the process loads the engine alike.
   *
   * @param main has a {@code main} method
   */
  public static List<String> command(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
