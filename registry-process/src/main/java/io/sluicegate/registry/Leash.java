package io.sluicegate.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A leash that ends a child process when this JVM ends, however that happens. The child runs below a shell whose standard input is
 * a pipe that only this JVM holds. When the JVM ends, by exit or by SIGKILL, the system closes the pipe, and the shell's watcher,
 * which waits on the pipe, ends the child with TERM, then with KILL. Used instead of watching the parent's pid, because that takes
 * polling, and pids are reused.
 */
public final class Leash {

    /** The watcher ignores interrupts: Ctrl-C reaches the whole group, and the JVM's own shutdown comes first. */
    private static final String SCRIPT = """
            trap '' INT
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            (
              read -r _ <&3
              kill -TERM $child
              for _ in 1 2 3 4 5; do
                kill -0 $child || exit
                sleep 1
              done
              kill -KILL $child
            ) 2>/dev/null &
            watcher=$!
            exec 3<&-
            wait $child
            code=$?
            kill $watcher 2>/dev/null
            exit $code
            """;

    private Leash() {}

    /** The command that runs another command on a leash; start it with its input piped, which is ProcessBuilder's default. */
    public static List<String> around(List<String> command) {
        var leashed = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sluicegate-leash"));
        leashed.addAll(command);
        return leashed;
    }

    /** Ends the process on the leash. */
    public static void release(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException("The pipe to process " + process.pid() + " doesn't close", e);
        }
    }
}
