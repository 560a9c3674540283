/** Exit codes in words: those of the table in docs/usage.md, and signals. */
class ExitCodes {
    /** Beyond it, shells say which signal ended a command. */
    private static final int SIGNALS = 128
    private static final int LAST_SIGNAL = 64
    private static final Map<Integer, String> SIGNAL_NAMES = [2: 'SIGINT', 6: 'SIGABRT', 10: 'SIGUSR1', 12: 'SIGUSR2', 15: 'SIGTERM']

    private final Map<Integer, String> meanings = [:]

    ExitCodes(Object projectDir) {
        projectDir.resolve('docs/usage.md').eachLine { line ->
            def row = line =~ /^\| (\d+) \| ([^|]*) \| ([^|]*)\|/
            if (row) {
                meanings[row.group(1) as int] = row.group(2).strip() + (row.group(3).isBlank() ? '' : "; ${row.group(3).strip()}")
            }
        }
    }

    /** What a code tells; null for none. */
    String describe(Integer code) {
        if (code == null) {
            return 'no exit code: the task was not started, or was lost with its machine or by the batch system'
        }
        if (code == SIGNALS + 9) {
            return "exit code ${code}: killed by SIGKILL, most often for want of memory"
        }
        if (code > SIGNALS && code <= SIGNALS + LAST_SIGNAL) {
            String signal = SIGNAL_NAMES.getOrDefault(code - SIGNALS, "signal ${code - SIGNALS}".toString())
            return "exit code ${code}: ended by ${signal}, as at a time limit or when the task is cancelled"
        }
        return "exit code ${code}" + (code == 0 || !meanings[code] ? '' : ": ${meanings[code]}")
    }
}
