package io.sluicegate.launcher.platform;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.runtime.service.ExitCode;
import io.sluicegate.runtime.service.ExitReason;
import io.sluicegate.runtime.service.KnownFaults;
import io.sluicegate.sandbox.Closing;
import io.sluicegate.sandbox.DataFolder;
import io.sluicegate.sandbox.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One run of a local platform: starts everything, says when it is ready, and ends all of it after a signal. */
final class PlatformRun {
    /** How long to wait for the processes of a platform that was killed a moment ago. */
    private static final Duration LEFTOVERS = Duration.ofSeconds(15);

    private static final long LOOK_MS = 300;

    private final PlatformSettings settings;
    private final Tenant tenant;
    private final Terminal terminal = Terminal.standard();
    private final SignalledRun signalled = new SignalledRun();
    private final long startNanos = System.nanoTime();

    PlatformRun(PlatformSettings settings, Tenant tenant) {
        this.settings = settings;
        this.tenant = tenant;
    }

    int run() throws Exception {
        return signalled.run(this::inFolder, ExitCode.OK::code);
    }

    private int inFolder() throws Exception {
        try (var folder = DataFolder.keep(settings.data(), PlatformSettings.OWNER);
                var closing = new Closing()) {
            return up(closing);
        }
    }

    private int up(Closing closing) throws Exception {
        try {
            var reason = untilStopped(closing);
            Stopped.tell(reason);
            return reason.code().code();
        } catch (ConfigException e) {
            throw e;
        } catch (RuntimeException e) {
            if (signalled.isStopping()) {
                throw e;
            }
            var reason = KnownFaults.reason(e).orElseThrow(() -> e);
            Stopped.tell(reason);
            return reason.code().code();
        } finally {
            // what is closed next must not be interrupted as well
            var unused = Thread.interrupted();
        }
    }

    private ExitReason untilStopped(Closing closing) throws Exception {
        var wasKilled = Files.deleteIfExists(settings.environment());
        var ports = settings.ports().now(tenant.hasConsole(), wasKilled ? LEFTOVERS : Duration.ZERO);
        var addresses = PlatformAddresses.of(settings.data(), ports);
        var pipelines =
                tenant.read(new LocalPipelines(addresses, PlatformSettings.INSTANCE, settings.data(), ports.console()));
        LogFile.divertTo(settings.log());
        terminal.line("Starting Kafka, the schema registry" + names(pipelines) + ". The log is " + settings.log());
        var platform = closing.add(Platform.start(settings.data(), ports));
        terminal.line("  Kafka            " + addresses.bootstrap());
        terminal.line("  schema registry  " + addresses.registry());
        tenant.start(closing, terminal);
        var early = tenant.look();
        if (early.isEmpty()) {
            ready(addresses, closing);
        }
        return early.isPresent() ? early.get() : ended(platform);
    }

    private static String names(List<String> pipelines) {
        return pipelines.isEmpty() ? "" : " and the stages of " + String.join(", ", pipelines);
    }

    private void ready(PlatformAddresses addresses, Closing closing) throws IOException {
        Files.writeString(settings.environment(), addresses.exports());
        closing.add(() -> Files.deleteIfExists(settings.environment()));
        terminal.line(String.format(
                Locale.ROOT,
                "Ready after %.1f s. Ctrl-C ends all of it; the data stay. For commands in another terminal:",
                (System.nanoTime() - startNanos) / 1e9));
        terminal.line("  eval \"$(" + settings.command() + " --print-env)\"");
    }

    private ExitReason ended(Platform platform) throws InterruptedException {
        while (true) {
            var stopped = tenant.look();
            if (stopped.isPresent()) {
                return stopped.get();
            }
            if (!platform.isAlive()) {
                return new ExitReason(
                        ExitCode.UNEXPECTED,
                        "the schema registry has ended; see " + settings.data().resolve("registry/registry.log"));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
    }
}
