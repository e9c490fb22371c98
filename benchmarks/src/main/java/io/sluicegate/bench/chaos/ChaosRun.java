package io.sluicegate.bench.chaos;

import io.sluicegate.bench.chaos.domain.Fault;
import io.sluicegate.bench.chaos.domain.FaultPlan;
import io.sluicegate.bench.local.FirstTopics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.sandbox.Closing;
import io.sluicegate.sandbox.FreePorts;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** One run: starts everything, keeps traffic and commands going while the plan's faults strike, and checks the log against the promises. */
final class ChaosRun {
    private static final Duration START = Duration.ofMinutes(2);
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
                        ChaosCommand.written(settings.guarantee()) + ", latency "
                                + ChaosCommand.written(settings.latency()),
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
        var replica = closing.add(RegistryReplica.start(registry.url()));
        var environment = Visits.environment(settings, brokers.bootstrap(), replica.url());
        var config = Visits.config(file, environment);
        var clients = closing.add(new Clients(config.kafka(), config.service()));
        FirstTopics.create(config, clients, START, settings.data().resolve("kafka"));
        allowLargeEvents(config, clients);
        var schemas = new EventRegistry(registry.url(), config.events().topic());
        var format = schemas.next();
        var versions = Versions.publish(config);
        var services = closing.add(new Services(logs, file, environment));
        services.startFirst();
        var watch = closing.add(new LogWatch(config.events().topic(), clients));
        var commands = closing.add(new Commands(config, clients, watch));
        var rollouts = closing.add(new Rollouts(config, versions, watch, commands, settings.seed()));
        rollouts.first();
        services.startRest();
        tell("Everything runs after %.0f s".formatted(seconds()));
        var start = Instant.now().minus(AGE);
        var traffic = closing.add(new Traffic(config.events().topic(), clients, settings, start, format));
        var hardships = new Hardships(rollouts, commands, watch, services, versions);
        var evolution = new Evolution(schemas, replica, traffic);
        var strikes = new Strikes(brokers, services, commands, hardships, evolution, watch, this::tell);
        var judge = new Judge(config, versions, settings.exactlyOnce());
        var keeper = closing.add(new Keeper(services, watch, logs));
        var end = new Act(traffic, rollouts, strikes, watch, keeper, this::tell).play(plan);
        var findings = judge.findings(Evidence.read(config, clients), hardships, evolution, end);
        return new ChaosReport(
                settings,
                strikes.struck(),
                findings,
                commands.decisions(),
                services.ended(),
                keeper.stalls(),
                keeper.longest(),
                seconds());
    }

    private double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    private void tell(String line) {
        out.println(line);
    }

    /** Lets the events topic take larger records than Sluicegate's own topics, as another team's topic may. */
    private static void allowLargeEvents(PipelineConfig config, Clients clients) throws Exception {
        var topic =
                new ConfigResource(ConfigResource.Type.TOPIC, config.events().topic());
        var larger = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", Integer.toString(Traffic.LARGEST_EVENT)),
                AlterConfigOp.OpType.SET);
        try (var admin = Admin.create(clients.adminProperties())) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(larger))).all().get();
        }
    }
}
