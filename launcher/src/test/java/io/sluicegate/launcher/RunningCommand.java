package io.sluicegate.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A command of the command line that runs beside the test, with what it has printed so far. One at a time. */
final class RunningCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final PrintStream before = System.out;
    private final CompletableFuture<Integer> code;

    private RunningCommand(String... arguments) {
        System.setOut(new PrintStream(printed, true, UTF_8));
        code = CompletableFuture.supplyAsync(() -> SluicegateMain.run(errors::add, arguments));
    }

    static RunningCommand start(String... arguments) {
        return new RunningCommand(arguments);
    }

    String printed() {
        return printed.toString(UTF_8);
    }

    String errors() {
        return String.join("\n", errors);
    }

    /** Waits until the text is printed, while the command goes on. */
    RunningCommand awaitPrinted(String text) {
        await(text)
                .atMost(PATIENCE)
                .failFast(() -> code.isDone() && !printed().contains(text))
                .until(() -> printed().contains(text));
        return this;
    }

    RunningCommand goesOn() {
        assertThat(code).as(printed()).isNotDone();
        return this;
    }

    int code() {
        try {
            return code.orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                    .join();
        } finally {
            System.setOut(before);
        }
    }
}
