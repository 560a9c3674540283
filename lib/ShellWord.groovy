import java.nio.file.Path

/**
 * Words of a script. Whatever a module puts into one, names of files first of all, is data: the shell hands it to the
 * command as it is and looks for nothing in it. (What Nextflow does by itself with paths in a script leaves $ alone.)
 */
class ShellWord {
    private static final String PLAIN = '[A-Za-z0-9_./:=,+@-]+'

    /** One word, whatever is in it; of a staged file, its path from the task's folder. */
    static String of(Object value) {
        String text = value instanceof Path ? ((Path) value).toString() : value.toString()
        return text ==~ PLAIN ? text : "'" + text.replace("'", "'\\''") + "'"
    }

    /** Some words, or none. */
    static String list(Collection values) {
        return values.collect { value -> of(value) }.join(' ')
    }

    /** A name for a person, such as a task's tag: in one line, and of nothing that a shell or a log would heed. */
    static String label(Object value) {
        return value.toString().replaceAll(/[^\p{L}\p{M}\p{N} ._+=@,-]/, '_')
    }
}
