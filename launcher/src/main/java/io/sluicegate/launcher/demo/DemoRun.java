package io.sluicegate.launcher.demo;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.platform.SignalledRun;
import io.sluicegate.runtime.service.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One run of the demo from the command line: plays the demo, prints the report, and cleans up, even after Ctrl-C. */
final class DemoRun {
    private static final int INTERRUPTED = 130;

    private final DemoSettings settings;
    private final @Nullable Path json;
    private final boolean keep;
    private final DemoReport account = new DemoReport();
    private final Narrator narrator = new Narrator(Terminal.standard(), account);
    private final SignalledRun signalled = new SignalledRun();

    DemoRun(DemoSettings settings, @Nullable Path json, boolean keep) {
        this.settings = settings;
        this.json = json;
        this.keep = keep;
    }

    /** The exit code: 0 only if every step happened, and no stage stopped by itself after that. */
    int run() throws Exception {
        return signalled.run(this::tell, () -> account.closed() ? 0 : INTERRUPTED);
    }

    private int tell() throws Exception {
        try (var demo = new Demo(settings, narrator, account, signalled)) {
            return play(demo);
        } catch (Exception e) {
            if (signalled.isStopping()) {
                narrator.say(account.closed() ? "Stopped." : "Stopped before the loop closed.");
            }
            throw e;
        }
    }

    private int play(Demo demo) throws Exception {
        try {
            var loop = demo.play();
            conclude();
            if (keep) {
                return keepOn(loop).code();
            }
        } catch (StepFailed e) {
            narrator.say(String.valueOf(e.getMessage()));
            conclude();
        }
        return account.closed() ? 0 : 1;
    }

    private void conclude() throws IOException {
        Conclusion.lines(account).forEach(narrator::list);
        if (json != null) {
            account.writeTo(json);
            narrator.list("The report is in " + json);
        }
    }

    /** Keeps the stages running until Ctrl-C, or until one of them stops by itself, and returns that one's code. */
    private ExitCode keepOn(Loop loop) throws InterruptedException {
        var eventsPerSecond = loop.resumeCalmly();
        Conclusion.whereToLook(loop, eventsPerSecond).forEach(narrator::list);
        return loop.awaitStop().code();
    }
}
