package protomass.core.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import protomass.core.error.UsageException;

/**
 * All that a command is going to write, said before it begins, so that {@link OutputGuard} can
 * refuse what would destroy something and keep other writers away. Immutable.
 */
public final class OutputPlan {
  /** What is made of a path. */
  sealed interface Form {}

  /** A file, in place of an earlier one. */
  record PlainFile() implements Form {}

  /** A folder that files are put into, beside what it holds. */
  record Container() implements Form {}

  /** What names of files begin with; no file itself. */
  record Prefix() implements Form {}

  /** A folder as a whole, in place of an earlier one of its kind. */
  record WholeFolder(FolderArtefact kind) implements Form {}

  /**
   * One output.
   *
   * @param option the option that names it, such as {@code --out}, for messages
   * @param locked whether other writers are kept from it by a lock of its own
   */
  record Entry(String option, Path path, Form form, boolean locked) {}

  private final List<Entry> entries;
  private final boolean goesOn;

  private OutputPlan(List<Entry> entries, boolean goesOn) {
    this.entries = List.copyOf(entries);
    this.goesOn = goesOn;
  }

  /** Nothing, or nothing yet. */
  public static OutputPlan nothing() {
    return new OutputPlan(List.of(), false);
  }

  /** A file that no other process may write until the command ends. */
  public OutputPlan file(String option, Path file) {
    return with(new Entry(option, file, new PlainFile(), true));
  }

  /** A file of a set that is under the lock of another output, or is locked when it is written. */
  public OutputPlan part(String option, Path file) {
    return with(new Entry(option, file, new PlainFile(), false));
  }

  /** What the names of a set of files begin with, and what they end with; one lock for all. */
  public OutputPlan prefix(String option, Path prefix, String... suffixes) {
    if (prefix.getFileName() == null) {
      throw new UsageException(option + " " + prefix + " is no name", "give one such as results/a");
    }
    OutputPlan plan = with(new Entry(option, prefix, new Prefix(), true));
    for (String suffix : suffixes) {
      plan = plan.part(option, prefix.resolveSibling(prefix.getFileName() + suffix));
    }
    return plan;
  }

  /** A folder that files are put into. */
  public OutputPlan filesIn(String option, Path folder) {
    return with(new Entry(option, folder, new Container(), false));
  }

  /** A folder that is replaced whole. */
  public OutputPlan folder(String option, Path folder, FolderArtefact kind) {
    return with(new Entry(option, folder, new WholeFolder(kind), true));
  }

  /** A folder that is replaced whole, and locked when it is written. */
  public OutputPlan partFolder(String option, Path folder, FolderArtefact kind) {
    return with(new Entry(option, folder, new WholeFolder(kind), false));
  }

  /** The same of a command that reads its own earlier output, to keep it or to go on from it. */
  public OutputPlan goingOn() {
    return new OutputPlan(entries, true);
  }

  List<Entry> entries() {
    return entries;
  }

  boolean goesOn() {
    return goesOn;
  }

  /** Whether an option names an output. */
  public boolean names(String option) {
    return entries.stream().anyMatch(entry -> entry.option().equals(option));
  }

  private OutputPlan with(Entry entry) {
    List<Entry> extended = new ArrayList<>(entries);
    extended.add(entry);
    return new OutputPlan(extended, goesOn);
  }
}
