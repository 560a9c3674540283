import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.Path

/**
 * Names for the maps of a run's snapshots, each its own: outputs of different simulations are often named alike.
 * A file lends its maps its name without the extension; a folder (an output of a simulation that has many of that kind)
 * also the name of the folder above. Snapshots that would share a name take more of the folders above in front, or their
 * extension where they lie in one folder. Only these: the names of all others are those that they have alone.
 */
class SnapshotNames {
    static final String TWICE = 'matches two folders of one simulation and output'

    private final Path snapshot
    private final List<String> above
    private int taken
    private boolean whole

    private SnapshotNames(Path snapshot) {
        this.snapshot = snapshot
        boolean folder = Files.isDirectory(snapshot)
        Path place = folder ? real(snapshot) : snapshot.toAbsolutePath()
        // The nearest folder first.
        this.above = place.parent == null ? [] : place.parent.collect { part -> part.toString() }.reverse()
        this.taken = folder ? Math.min(1, above.size()) : 0
    }

    /** Names and snapshots of every task: some snapshots at a time, in their order. */
    static List<List> batches(List<Path> snapshots, int size) {
        return [of(snapshots), snapshots].transpose().collate(size).collect { batch -> batch.transpose() }
    }

    /** A name per snapshot, no two alike, in the order of the snapshots. */
    static List<String> of(List<Path> snapshots) {
        List<SnapshotNames> all = snapshots.collect { snapshot -> new SnapshotNames(snapshot) }
        List<SnapshotNames> alike = all
        while (alike) {
            alike = all.groupBy { one -> one.name() }.values().findAll { group -> group.size() > 1 }
                .collectMany { group -> lengthened(group) }
        }
        // Folders named a-b and a/b may still give one name.
        Set<String> used = new HashSet<>()
        return all.collect { one ->
            String free = one.name()
            for (int number = 2; !used.add(free); number++) {
                free = "${one.name()}-${number}".toString()
            }
            free
        }
    }

    /** What is wrong with these snapshots of one run, or null: stars of one output of one simulation have one name. */
    static String fault(List<Path> snapshots) {
        List<Path> folders = snapshots.findAll { snapshot -> Files.isDirectory(snapshot) }
        List<Path> same = folders.groupBy { folder -> [real(folder).parent?.name, folder.name] }.values()
            .find { group -> group.size() > 1 }
        return same ? "${TWICE}, ${same[0]} and ${same[1]}" : null
    }

    /** What to do about that. */
    static String mend() {
        return 'leave one of them out, or rename the folder above one that is of another simulation: it lends that its name'
    }

    /** Those of a group of one name that can be told apart better, which they then are. */
    private static List<SnapshotNames> lengthened(List<SnapshotNames> group) {
        boolean together = group.collect { one -> one.above }.toSet().size() < group.size()
        return group.findAll { one ->
            if (together && !one.whole) {
                one.whole = true
            } else if (one.taken < one.above.size()) {
                one.taken++
            } else {
                return false
            }
            return true
        }
    }

    private static Path real(Path folder) {
        // Object storage has no links.
        return folder.fileSystem == FileSystems.default ? folder.toRealPath() : folder
    }

    private String name() {
        return (above.take(taken).reverse() + (whole ? snapshot.name : snapshot.baseName)).join('-')
    }
}
