package io.sluicegate.bench.chaos;

import io.sluicegate.bench.chaos.domain.Fault;
import io.sluicegate.bench.chaos.domain.FaultPlan;
import io.sluicegate.bench.local.FirstTopics;
import io.sluicegate.bundle.BundleStore.Published;
import io.sluicegate.platform.config.PipelineConfig;
import io.sluicegate.platform.kafka.AvroSerdes;
import io.sluicegate.platform.kafka.Clients;
import io.sluicegate.records.DriftScope;
import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.sandbox.Closing;
import io.sluicegate.sandbox.FreePorts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One run: starts everything, lets traffic and commands go on while the plan's faults strike, and holds the log against the promises. */
final class ChaosRun {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration ANSWERS = Duration.ofMinutes(2);
    private static final Duration REPORTS = Duration.ofMinutes(1);
    private static final Duration AGE = Duration.ofHours(12);

    private final ChaosSettings settings;
    private final PrintStream out;
    private final long begun = System.nanoTime();

    ChaosRun(ChaosSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    ChaosReport run() throws Exception {
        tell("Seed %d: %d kills, %s, %d broker(s); data in %s"
                .formatted(
                        settings.seed(),
                        settings.kills(),
                        settings.exactlyOnce() ? "exactly-once" : "at-least-once",
                        settings.brokers(),
                        settings.data()));
        var plan = FaultPlan.of(settings.seed(), settings.kills(), settings.brokers(), ChaosSettings.SESSION_TIMEOUT);
        try (var closing = new Closing()) {
            return run(plan, closing);
        }
    }

    private ChaosReport run(List<Fault> plan, Closing closing) throws Exception {
        var logs = settings.data().resolve("logs");
        var registry = closing.add(
                RegistryProcess.start(settings.registry(), settings.data().resolve("registry"), FreePorts.any()));
        var brokers = closing.add(Brokers.start(settings.data().resolve("kafka"), settings.brokers()));
        var file = Visits.write(settings.data());
        var environment = Visits.environment(settings, brokers.bootstrap(), registry.url());
        var config = Visits.config(file, environment);
        var clients = closing.add(new Clients(config.kafka(), config.service()));
        FirstTopics.create(config, clients, START, settings.data().resolve("kafka"));
        var unused =
                clients.schemas().register(AvroSerdes.subject(config.events().topic()), Visits.EVENT);
        var versions = Versions.publish(config);
        var services = closing.add(new Services(logs, file, environment));
        services.startFirst();
        var watch = closing.add(new LogWatch(config.events().topic(), clients));
        var rollouts = closing.add(new Rollouts(config, clients, versions, watch, settings.seed()));
        rollouts.first();
        services.startRest();
        tell("Everything runs after %.0f s".formatted(seconds()));
        return new Act(plan, config, clients, versions, brokers, services, watch, rollouts, logs).play(closing);
    }

    private double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    private void tell(String line) {
        out.println(line);
    }

    /** What happens once everything runs. */
    private final class Act {
        private final List<Fault> plan;
        private final PipelineConfig config;
        private final Clients clients;
        private final Map<String, Published> versions;
        private final Brokers brokers;
        private final Services services;
        private final LogWatch watch;
        private final Rollouts rollouts;
        private final Path logs;

        Act(
                List<Fault> plan,
                PipelineConfig config,
                Clients clients,
                Map<String, Published> versions,
                Brokers brokers,
                Services services,
                LogWatch watch,
                Rollouts rollouts,
                Path logs) {
            this.plan = plan;
            this.config = config;
            this.clients = clients;
            this.versions = versions;
            this.brokers = brokers;
            this.services = services;
            this.watch = watch;
            this.rollouts = rollouts;
            this.logs = logs;
        }

        ChaosReport play(Closing closing) throws Exception {
            var start = Instant.now().minus(AGE);
            var traffic = closing.add(new Traffic(config.events().topic(), clients, settings, start));
            traffic.start();
            rollouts.start();
            var keeper = closing.add(new Keeper(services, watch, logs));
            var strikes = new Strikes(brokers, services, rollouts, watch, ChaosRun.this::tell);
            for (var fault : plan) {
                strikes.strike(fault);
            }
            rollouts.stop();
            awaitTrigger();
            var end = traffic.finish();
            var answered = watch.await(() -> watch.open() == 0, ANSWERS);
            awaitReports(end, keeper);
            tell("%d events sent; the log is checked".formatted(traffic.sent()));
            if (traffic.failure() != null) {
                tell("Some traffic could not be sent: " + traffic.failure());
            }
            var findings = new Judge(config, versions, settings.exactlyOnce())
                    .findings(Evidence.read(config, clients), end.watermark());
            return new ChaosReport(
                    settings,
                    strikes.struck(),
                    findings,
                    rollouts.decisions(),
                    answered,
                    services.ended(),
                    keeper.stalls(),
                    keeper.longest(),
                    seconds());
        }

        /** A primary has to stay for a whole window before a new version is called for, and the rollouts may not have let one. */
        private void awaitTrigger() throws InterruptedException {
            if (!watch.await(() -> watch.triggers() > 0, REPORTS)) {
                tell("No new version was called for within %d s of steady traffic".formatted(REPORTS.toSeconds()));
            }
        }

        private void awaitReports(Traffic.Ending end, Keeper keeper) throws IOException, InterruptedException {
            var reported = watch.await(
                    () -> watch.reported(DriftScope.FEATURE, Visits.windowEnd(end.events()))
                            && watch.reported(DriftScope.PREDICTION, Visits.windowEnd(end.events()))
                            && watch.reported(DriftScope.OUTCOME, Visits.windowEnd(end.labels())),
                    REPORTS);
            if (!reported) {
                keeper.stall("the last drift windows have no report after %d s".formatted(REPORTS.toSeconds()));
            }
        }
    }
}
