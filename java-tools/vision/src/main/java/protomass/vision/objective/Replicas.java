package protomass.vision.objective;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import protomass.core.concurrent.Results;
import protomass.vision.network.Network;

/**
 * The same networks on several devices of one process, for data parallelism: each works on its
 * micro-batches of a batch in a thread of its own, and all follow the weights of the first, which
 * is the one that is trained and saved.
 */
public final class Replicas implements AutoCloseable {
  private final List<Replica> all;
  private final ExecutorService threads;

  /**
   * One copy of the networks.
   *
   * @param manager owner of the copy, on its device
   */
  record Replica(int number, NDManager manager, Network student, Network teacher) {}

  private Replicas(List<Replica> all) {
    this.all = List.copyOf(all);
    this.threads =
        Executors.newFixedThreadPool(
            all.size(), Thread.ofPlatform().daemon().name("replica-", 0).factory());
  }

  /** The networks as they are, on one device. */
  public static Replicas single(NDManager manager, Network student, Network teacher) {
    return new Replicas(List.of(new Replica(0, manager, student, teacher)));
  }

  /**
   * Copies for several devices.
   *
   * @param manager owner of the networks, on the first device
   * @param devices the first is the manager's; a device may stand several times
   */
  public static Replicas on(
      NDManager manager, List<Device> devices, Network student, Network teacher) {
    List<Replica> all = new ArrayList<>();
    all.add(new Replica(0, manager, student, teacher));
    for (int i = 1; i < devices.size(); i++) {
      NDManager owner = manager.newSubManager(devices.get(i));
      all.add(new Replica(i, owner, student.copy(owner), teacher.copy(owner)));
    }
    return new Replicas(all);
  }

  int count() {
    return all.size();
  }

  Replica first() {
    return all.getFirst();
  }

  List<Replica> others() {
    return all.subList(1, all.size());
  }

  /**
   * Works on the micro-batches of a batch: micro-batch i on replica i modulo their number, the
   * micro-batches of a replica one after the other.
   *
   * @return the results in the order of the micro-batches
   */
  <T> List<T> map(int microBatches, BiFunction<Replica, Integer, T> work) {
    List<T> results = new ArrayList<>();
    if (all.size() == 1) {
      for (int microBatch = 0; microBatch < microBatches; microBatch++) {
        results.add(work.apply(first(), microBatch));
      }
      return results;
    }
    List<Future<List<T>>> running = new ArrayList<>();
    for (Replica replica : all) {
      running.add(threads.submit(() -> ofReplica(replica, microBatches, work)));
    }
    List<List<T>> byReplica =
        running.stream().map(each -> Results.await(each, "training on a replica")).toList();
    for (int microBatch = 0; microBatch < microBatches; microBatch++) {
      results.add(byReplica.get(microBatch % all.size()).get(microBatch / all.size()));
    }
    return results;
  }

  private <T> List<T> ofReplica(
      Replica replica, int microBatches, BiFunction<Replica, Integer, T> work) {
    List<T> results = new ArrayList<>();
    for (int microBatch = replica.number(); microBatch < microBatches; microBatch += all.size()) {
      results.add(work.apply(replica, microBatch));
    }
    return results;
  }

  /** Ends the threads and releases the copies; the first networks stay with their owner. */
  @Override
  public void close() {
    threads.close();
    others().forEach(replica -> replica.manager().close());
  }
}
