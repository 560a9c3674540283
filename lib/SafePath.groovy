import java.nio.file.DirectoryStream
import java.nio.file.Files
import java.nio.file.Path

/**
 * Names of files that may come near a script. Modules quote what they use, but Nextflow writes scripts of its own, to
 * stage files and to enter folders, and leaves alone what a shell would heed: $ and ends of lines among others.
 */
class SafePath {
    private static final String CHARACTERS = '\\p{L}\\p{M}\\p{N} ._+=@%,~-'
    private static final String FOLDER = "['${CHARACTERS}]+"
    /** It may become a word of its own, so it must not look like an option. */
    private static final String FILE = "(?!-)[${CHARACTERS}]+"
    private static final String RULE =
        'rename it: letters and digits of any script, blanks and . _ - + = @ % , ~ are safe, with no hyphen to begin with'

    /** What is wrong with the name of a file that is staged, or of a folder with all that lies in it; null for nothing. */
    static String fault(Path file) {
        List<String> names = namesOf(file)
        String unsafe = names ? names.init().find { name -> !(name ==~ FOLDER) } : null
        if (unsafe == null && names && !(names.last() ==~ FILE)) {
            unsafe = names.last()
        }
        return unsafe == null ? contentFault(file) : told(unsafe)
    }

    /** What is wrong with the names on the way to a folder, in which apostrophes are safe; null for nothing. */
    static String folderFault(Path folder) {
        String unsafe = namesOf(folder).find { name -> !(name ==~ FOLDER) }
        return unsafe == null ? null : told(unsafe)
    }

    private static String contentFault(Path folder) {
        if (!Files.isDirectory(folder)) {
            return null
        }
        DirectoryStream<Path> content = Files.newDirectoryStream(folder)
        try {
            String unsafe = content.collect { path -> namesOf(path).last() }.find { name -> !(name ==~ FILE) }
            return unsafe == null ? null : told(unsafe)
        } finally {
            content.close()
        }
    }

    private static List<String> namesOf(Path path) {
        // In object storage, names of folders end with a slash.
        return path.toAbsolutePath().collect { part -> part.toString().replaceFirst('/$', '') }
    }

    private static String told(String name) {
        return "has a name that is not safe in scripts, '${visible(name)}' (${RULE})"
    }

    /** A text in one line, without what would steer a terminal. */
    static String visible(Object text) {
        return text.toString().replaceAll(/[\p{Cntrl}\u2028\u2029]/, '\uFFFD')
    }
}
