package protomass.workflow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real SLURM on this machine: one controller, one node with a partition {@code main} and two
 * stand-ins for GPUs. All it has lies in one short-lived folder; its daemons end with {@link
 * #close}.
 */
final class SlurmCluster implements AutoCloseable {
  private static final List<String> PROGRAMS =
      List.of("munged", "slurmctld", "slurmd", "sbatch", "mknod");
  private static final long PATIENCE_SECONDS = 60;

  private final Path folder;
  private final String node;

  private SlurmCluster(Path folder, String node) {
    this.folder = folder;
    this.node = node;
  }

  /** Whether SLURM can be started here. */
  static boolean canStart() {
    return PROGRAMS.stream().allMatch(Requirement::isInstalled)
        && "root".equals(System.getProperty("user.name"));
  }

  /** Skips the test where SLURM cannot be started. */
  static void require() {
    for (String program : PROGRAMS) {
      Requirement.that(
          Requirement.isInstalled(program),
          program + " is not installed; install the packages slurm-wlm and munge");
    }
    Requirement.that(
        "root".equals(System.getProperty("user.name")), "only root can start SLURM's daemons");
  }

  /** Starts the daemons and waits until the node takes jobs. */
  static SlurmCluster start() throws IOException, InterruptedException {
    // A socket's path may have 107 letters, so it cannot lie below target/.
    Path folder = Files.createTempDirectory("slurm");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    String node = InetAddress.getLocalHost().getHostName().replaceAll("\\..*", "");
    SlurmCluster cluster = new SlurmCluster(folder, node);
    try {
      cluster.configure();
      cluster.startDaemons();
      cluster.awaitState("idle");
    } catch (IOException | RuntimeException | AssertionError | InterruptedException failure) {
      cluster.close();
      throw failure;
    }
    return cluster;
  }

  /** What a process that submits jobs needs in its environment. */
  Map<String, String> environment() {
    return Map.of(
        "SLURM_CONF",
        folder.resolve("slurm.conf").toString(),
        "PATH",
        System.getenv("PATH") + ":/usr/sbin:/sbin");
  }

  /** Runs a SLURM command that has to succeed. */
  String command(String... command) throws IOException, InterruptedException {
    return Shell.succeed(environment(), command);
  }

  /** Sets the node's state, such as DRAIN, DOWN or RESUME. */
  void setNode(String state) throws IOException, InterruptedException {
    command("scontrol", "update", "NodeName=" + node, "State=" + state, "Reason=test");
  }

  /** Numbers of the jobs in a state, such as RUNNING, whose name contains a text. */
  List<String> jobs(String state, String name) throws IOException, InterruptedException {
    return command("squeue", "--noheader", "--states=" + state, "--format=%A %j")
        .lines()
        .map(String::strip)
        .filter(line -> line.contains(name))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  /** The state of a job that the controller still knows, such as RUNNING or TIMEOUT. */
  String stateOf(String job) throws IOException, InterruptedException {
    return command("scontrol", "--oneliner", "show", "job", job)
        .replaceAll("(?s).*JobState=(\\w+).*", "$1");
  }

  /** The controller's log, for the message of a failure. */
  String log() throws IOException {
    Path log = folder.resolve("slurmctld.log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  private void configure() throws IOException, InterruptedException {
    Path munge = Files.createDirectory(folder.resolve("munge"));
    Files.setPosixFilePermissions(munge, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path key = folder.resolve("munge/key");
    byte[] bytes = new byte[1024];
    new SecureRandom().nextBytes(bytes);
    Files.write(key, bytes);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
    Files.createDirectory(folder.resolve("state"));
    Files.createDirectory(folder.resolve("spool"));
    for (int gpu = 0; gpu < 2; gpu++) {
      // Any device file will do for counting: these are the null device.
      Shell.succeed(Map.of(), "mknod", folder.resolve("gpu" + gpu).toString(), "c", "1", "3");
    }
    Files.writeString(
        folder.resolve("gres.conf"), "AutoDetect=off\nName=gpu File=" + folder + "/gpu[0-1]\n");
    int[] ports = freePorts();
    Files.writeString(
        folder.resolve("slurm.conf"),
        """
        ClusterName=test
        SlurmctldHost=NODE(127.0.0.1)
        SlurmUser=root
        SlurmdUser=root
        AuthType=auth/munge
        AuthInfo=socket=FOLDER/munge/socket
        CredType=cred/munge
        ProctrackType=proctrack/linuxproc
        TaskPlugin=task/none
        SelectType=select/cons_tres
        SelectTypeParameters=CR_CPU_Memory
        SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1
        SlurmdParameters=config_overrides
        ReturnToService=2
        GresTypes=gpu
        KillWait=5
        OverTimeLimit=0
        AccountingStorageType=accounting_storage/none
        JobAcctGatherType=jobacct_gather/none
        MpiDefault=none
        SwitchType=switch/none
        StateSaveLocation=FOLDER/state
        SlurmdSpoolDir=FOLDER/spool
        SlurmctldPidFile=FOLDER/slurmctld.pid
        SlurmdPidFile=FOLDER/slurmd.pid
        SlurmctldLogFile=FOLDER/slurmctld.log
        SlurmdLogFile=FOLDER/slurmd.log
        SlurmctldPort=CONTROLLER_PORT
        SlurmdPort=NODE_PORT
        NodeName=NODE NodeAddr=127.0.0.1 CPUs=4 RealMemory=12000 Gres=gpu:2 State=UNKNOWN
        PartitionName=main Nodes=NODE Default=YES MaxTime=INFINITE State=UP
        """
            .replace("CONTROLLER_PORT", String.valueOf(ports[0]))
            .replace("NODE_PORT", String.valueOf(ports[1]))
            .replace("NODE", node)
            .replace("FOLDER", folder.toString()));
  }

  private static int[] freePorts() throws IOException {
    try (ServerSocket first = new ServerSocket(0);
        ServerSocket second = new ServerSocket(0)) {
      return new int[] {first.getLocalPort(), second.getLocalPort()};
    }
  }

  private void startDaemons() throws IOException, InterruptedException {
    Path munge = folder.resolve("munge");
    Shell.succeed(
        environment(),
        "munged",
        "--force",
        "--key-file=" + munge.resolve("key"),
        "--socket=" + munge.resolve("socket"),
        "--pid-file=" + munge.resolve("pid"),
        "--log-file=" + munge.resolve("log"),
        "--seed-file=" + munge.resolve("seed"));
    Shell.succeed(environment(), "slurmctld", "-c");
    Shell.succeed(environment(), "slurmd", "-N", node);
  }

  private void awaitState(String state) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    String seen = "";
    while (System.nanoTime() < deadline) {
      Shell.Result result =
          Shell.run(environment(), 30, List.of("sinfo", "--noheader", "--format=%T"));
      seen = result.output().strip();
      if (seen.equals(state)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new AssertionError("the node is not " + state + " but " + seen + ":\n" + log());
  }

  /** Ends all jobs and daemons. */
  @Override
  public void close() {
    try {
      // Jobs first: nobody would end them after their node.
      Shell.run(environment(), 30, List.of("scancel", "--user=root", "--signal=KILL", "--full"));
      Shell.run(environment(), 30, List.of("scancel", "--user=root"));
      for (String daemon : List.of("slurmd.pid", "slurmctld.pid", "munge/pid")) {
        stop(folder.resolve(daemon));
      }
      Shell.run(Map.of(), 30, List.of("rm", "-rf", folder.toString()));
    } catch (IOException failure) {
      System.out.println("SLURM was not ended in good order: " + failure.getMessage());
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }

  private static void stop(Path pidFile) throws IOException, InterruptedException {
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readString(pidFile).strip());
    ProcessHandle daemon = ProcessHandle.of(pid).orElse(null);
    if (daemon == null) {
      return;
    }
    daemon.destroy();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (daemon.isAlive() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    daemon.destroyForcibly();
  }
}
