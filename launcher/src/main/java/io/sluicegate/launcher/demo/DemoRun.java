package io.sluicegate.launcher.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One run of the demo from the command line: plays the demo, prints the report, and cleans up, even after Ctrl-C. */
final class DemoRun {
    private static final int INTERRUPTED = 130;

    private final DemoSettings settings;
    private final @Nullable Path json;
    private final boolean keep;
    private final DemoReport account = new DemoReport();
    private final Narrator narrator = new Narrator(System.out, Boolean.getBoolean("sluicegate.terminal"), account);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch cleaned = new CountDownLatch(1);

    DemoRun(DemoSettings settings, @Nullable Path json, boolean keep) {
        this.settings = settings;
        this.json = json;
        this.keep = keep;
    }

    /** The exit code: 0 only if every step happened. */
    int run() throws Exception {
        cleanUpOnSignal(Thread.currentThread());
        try (var demo = new Demo(settings, narrator, account, stopping)) {
            play(demo);
        } catch (Exception e) {
            if (!stopping.get()) {
                throw e;
            }
            narrator.say(account.closed() ? "Stopped." : "Stopped before the loop closed.");
        } finally {
            cleaned.countDown();
        }
        return account.closed() ? 0 : 1;
    }

    private void play(Demo demo) throws Exception {
        try {
            var loop = demo.play();
            conclude();
            if (keep) {
                keepOn(loop);
            }
        } catch (StepFailed e) {
            narrator.say(String.valueOf(e.getMessage()));
            conclude();
        }
    }

    private void conclude() throws IOException {
        Conclusion.lines(account).forEach(narrator::list);
        if (json != null) {
            account.writeTo(json);
            narrator.list("The report is in " + json);
        }
    }

    /** Keeps the stages running until Ctrl-C. */
    private void keepOn(Loop loop) throws InterruptedException {
        loop.traffic().resume();
        Conclusion.whereToLook(loop).forEach(narrator::list);
        new CountDownLatch(1).await();
    }

    /** Lets Ctrl-C and SIGTERM interrupt the story; the process ends after the clean-up. */
    private void cleanUpOnSignal(Thread story) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (cleaned.getCount() > 0) {
                                stopping.set(true);
                                story.interrupt();
                                awaitCleaned();
                                Runtime.getRuntime().halt(account.closed() ? 0 : INTERRUPTED);
                            }
                        },
                        "demo-stop"));
    }

    private void awaitCleaned() {
        try {
            cleaned.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
