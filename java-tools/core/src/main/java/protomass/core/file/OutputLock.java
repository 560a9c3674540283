package protomass.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import protomass.core.error.CannotWriteException;

/**
 * The right to write an output, which one process has at a time: a lock of the operating system on
 * a hidden file {@code .NAME.lock} beside it, which is removed in the end. A process that is killed
 * loses its locks with its life, on whatever machine it ran; the file that it leaves is taken over.
 * What it had half written is removed by the next process that gets the lock.
 *
 * <p>Where a file system knows no locks, a warning says so and nothing is kept out or removed.
 * Within a process a lock may be taken several times.
 */
public final class OutputLock implements AutoCloseable {
  /** Asks the operating system for a lock; null when another process has it. */
  @FunctionalInterface
  interface Locker {
    FileLock lock(FileChannel channel) throws IOException;
  }

  private static final Map<Path, OutputLock> HELD = new ConcurrentHashMap<>();

  private static volatile boolean ending;

  /** What the content of a lock's file begins with: who has it follows. */
  private static final String CREATOR = "protomass ";

  private static final int LONGEST_CONTENT = 4096;
  private static final int ATTEMPTS = 1000;
  private static final Pattern TEMPORARY = Pattern.compile("\\.(.+)\\.tmp-\\d+(-scratch)?");

  private final Path place;
  private final Path file;

  /** Open until the end: closing one of a file's channels would lose its lock. */
  private final List<FileChannel> channels = new ArrayList<>();

  /** Folders that were made for the lock, the deepest first; they go again if they stay empty. */
  private final List<Path> folders = new ArrayList<>();

  private boolean exclusive;
  private int holders = 1;

  private OutputLock(Path place) {
    this.place = place;
    this.file = place.resolveSibling("." + place.getFileName() + ".lock");
  }

  /**
   * Takes the lock of an output and removes what killed processes left of it.
   *
   * @throws CannotWriteException when another process has the lock, or none can be made there
   */
  public static OutputLock of(Path target) {
    return of(target, FileChannel::tryLock);
  }

  static OutputLock of(Path target, Locker locker) {
    Path place = AtomicOutput.place(target);
    synchronized (HELD) {
      waitForTheEnd();
      OutputLock held = HELD.get(place);
      if (held != null) {
        held.holders++;
        return held;
      }
      OutputLock taken = new OutputLock(place);
      try {
        taken.take(target, locker);
      } catch (IOException failure) {
        taken.release();
        throw new CannotWriteException(target, failure);
      } catch (RuntimeException failure) {
        taken.release();
        throw failure;
      }
      HELD.put(place, taken);
      return taken;
    }
  }

  /** The process is about to end: whoever asks for a lock from now on waits for that. */
  static void beginNoMore() {
    ending = true;
  }

  /** Removes the files of all locks of this process, which is about to end. */
  static void removeAll() {
    synchronized (HELD) {
      HELD.values().forEach(OutputLock::removeFiles);
    }
  }

  /** Lets go of the monitor meanwhile, for the end needs it. */
  private static void waitForTheEnd() {
    while (ending) {
      try {
        HELD.wait();
      } catch (InterruptedException noMatter) {
        // The process ends all the same.
      }
    }
  }

  /** Whether other processes are kept out. */
  boolean isExclusive() {
    return exclusive;
  }

  @Override
  public void close() {
    synchronized (HELD) {
      holders--;
      if (holders == 0) {
        HELD.remove(place);
        removeFiles();
        release();
      }
    }
  }

  /** All that looks like a temporary of some output in a folder. */
  static List<Path> listTemporaries(Path folder) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, ".*.tmp-*")) {
      entries.forEach(found::add);
    } catch (IOException unreadable) {
      // Without a look at the folder nothing is removed, which harms nobody.
      return List.of();
    }
    return found;
  }

  private void take(Path target, Locker locker) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      makeFolders();
      FileChannel channel = open(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel == null) {
        continue;
      }
      if (!isLocked(channel, target, locker)) {
        return;
      }
      String content = content(channel);
      if (!content.isEmpty() && !content.startsWith(CREATOR)) {
        throw new CannotWriteException(
            target, file + " stands where its lock would", "move that away or give another name");
      }
      if (isStillThere(channel)) {
        exclusive = true;
        removeLeftOver();
        return;
      }
      release();
    }
    throw new IOException("the lock " + file + " keeps vanishing");
  }

  /** Null where the folder vanished under way: another process had made it and took it back. */
  private FileChannel open(StandardOpenOption... options) throws IOException {
    Set<java.nio.file.OpenOption> all = new java.util.HashSet<>(Set.of(options));
    all.add(StandardOpenOption.READ);
    // A link that someone laid there must not lead the lock to another file.
    all.add(LinkOption.NOFOLLOW_LINKS);
    try {
      FileChannel channel = FileChannel.open(file, all);
      channels.add(channel);
      return channel;
    } catch (NoSuchFileException gone) {
      return null;
    }
  }

  private boolean isLocked(FileChannel channel, Path target, Locker locker) throws IOException {
    FileLock lock;
    try {
      lock = locker.lock(channel);
    } catch (IOException unsupported) {
      System.err.printf(
          "warning: %s: its file system has no locks (%s); take care that nothing else writes it%n",
          target, unsupported.getMessage());
      Files.deleteIfExists(file);
      release();
      return false;
    }
    if (lock == null) {
      throw new CannotWriteException(
          target,
          "is being written by another process (%s)"
              .formatted(content(channel).replaceAll("^protomass | \\S*\\R?$", "")),
          "wait until that ends or give another name");
    }
    return true;
  }

  /**
   * Whether the lock's file is still the one under its name: whoever had the lock before may have
   * removed it just before it was locked here, and a third process made another.
   */
  private boolean isStillThere(FileChannel channel) throws IOException {
    String mine = "%s%s %s%n".formatted(CREATOR, owner(), UUID.randomUUID());
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(mine.getBytes(StandardCharsets.UTF_8)), 0);
    FileChannel seen = open();
    return seen != null && content(seen).equals(mine);
  }

  private static String owner() {
    String host = System.getenv("HOSTNAME");
    long process = ProcessHandle.current().pid();
    return "process %d%s".formatted(process, host == null ? "" : " on " + host);
  }

  private static String content(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(LONGEST_CONTENT);
    while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) >= 0) {
      // reads on
    }
    return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
  }

  /** Nobody else can be at work on them while the lock is held. */
  private void removeLeftOver() {
    for (Path temporary : OutputGuard.temporariesIn(place.getParent())) {
      var matcher = TEMPORARY.matcher(temporary.getFileName().toString());
      if (matcher.matches()
          && matcher.group(1).equals(place.getFileName().toString())
          && !AtomicOutput.isUnfinished(temporary)) {
        AtomicOutput.removeQuietly(temporary);
      }
    }
  }

  private void makeFolders() throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path folder = file.getParent();
        folder != null && !Files.exists(folder);
        folder = folder.getParent()) {
      missing.add(folder);
    }
    Files.createDirectories(file.getParent());
    missing.stream().filter(folder -> !folders.contains(folder)).forEach(folders::add);
  }

  private void removeFiles() {
    try {
      if (exclusive) {
        Files.deleteIfExists(file);
      }
    } catch (IOException leftover) {
      System.err.println("warning: cannot remove " + file + ": " + leftover.getMessage());
    }
    removeFolders();
  }

  private void removeFolders() {
    for (Path folder : folders) {
      try {
        Files.deleteIfExists(folder);
      } catch (IOException inUse) {
        return;
      }
    }
  }

  private void release() {
    for (FileChannel channel : channels) {
      try {
        channel.close();
      } catch (IOException failure) {
        System.err.println("warning: cannot close " + file + ": " + failure.getMessage());
      }
    }
    channels.clear();
    if (!exclusive) {
      removeFolders();
    }
  }
}
