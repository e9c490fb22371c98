package io.sluicegate.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Stages in a JVM of their own, started by {@code sluicegate run} with this process's class path: the program that users run, which can
 * be killed, frozen and inspected. The process never outlives this JVM.
 */
public final class StageProcess implements AutoCloseable {
    private static final String MAIN = "io.sluicegate.launcher.SluicegateMain";

    private final JvmProcess jvm;

    private StageProcess(JvmProcess jvm) {
        this.jvm = jvm;
    }

    /**
     * The command line and settings of the process.
     *
     * @param name the name of the process and of its log file
     * @param stages stages to run in it
     * @param pipeline the pipeline's file
     * @param environment further variables, over those of this process
     * @param options further options of its JVM
     * @param folder the folder of its log, which later starts continue
     */
    public record Command(
            String name,
            List<String> stages,
            Path pipeline,
            Map<String, String> environment,
            List<String> options,
            Path folder) {

        public Command {
            stages = List.copyOf(stages);
            environment = Map.copyOf(environment);
            options = List.copyOf(options);
        }

        private List<String> main() {
            var main = new ArrayList<>(List.of(MAIN, "run"));
            main.addAll(stages);
            main.addAll(List.of("--pipeline", pipeline.toString()));
            return main;
        }
    }

    /** Starts the process and returns at once. */
    public static StageProcess start(Command command) throws IOException {
        return new StageProcess(JvmProcess.start(
                command.name(), command.options(), command.main(), command.environment(), command.folder()));
    }

    public String name() {
        return jvm.name();
    }

    /** The file with the output of this start and earlier ones. */
    public Path log() {
        return jvm.log();
    }

    public boolean isAlive() {
        return jvm.isAlive();
    }

    /** Process id of its JVM. */
    public long pid() {
        return jvm.pid();
    }

    /** Sends a signal to its JVM: KILL, TERM, STOP, CONT. */
    public void signal(String signal) {
        jvm.signal(signal);
    }

    /** The exit code of the process; empty if it doesn't end in time. */
    public OptionalInt awaitExit(Duration patience) throws InterruptedException {
        return jvm.awaitExit(patience);
    }

    /** Asks the process to stop and waits; kills the process if it doesn't stop. */
    @Override
    public void close() {
        jvm.close();
    }
}
