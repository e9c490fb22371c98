package io.sluicegate.bench.rollback;

import io.sluicegate.bench.local.AppendTimes;
import io.sluicegate.bench.local.Await;
import io.sluicegate.bench.local.FeatureTraffic;
import io.sluicegate.bench.local.LocalLoop;
import io.sluicegate.bench.local.Machine;
import io.sluicegate.bench.local.Operator;
import io.sluicegate.bench.local.RunningStage;
import io.sluicegate.fraud.FraudExample;
import io.sluicegate.fraud.Scale;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Deploys a second version and rolls it back, over and over, under steady traffic; then reads in the log when each took effect. */
final class RollbackBench {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> SCORER = List.of("-Xms256m", "-Xmx256m");
    private static final List<String> CONTROL = List.of("-Xms192m", "-Xmx192m");
    private static final int ENCODED = 2_000;

    private final RollbackSettings settings;
    private final LocalLoop loop;
    private final Consumer<String> say;
    private final Operator operator;
    private final PredictionReader predictions;

    RollbackBench(RollbackSettings settings, LocalLoop loop, Consumer<String> say) {
        this.settings = settings;
        this.loop = loop;
        this.say = say;
        this.operator = loop.closing(new Operator(loop.config(), loop.clients()));
        this.predictions = loop.closing(new PredictionReader(loop.config(), loop.clients()));
    }

    RollbackReport run(Scale scale) throws IOException, InterruptedException {
        var scorers = start();
        var example = FraudExample.create(loop.config(), scale, Instant.now());
        operator.register(example.publishFirst("1", Instant.now()));
        operator.register(example.publishBad("1", "2", Instant.now()));
        operator.deploy("1");
        for (var scorer : scorers) {
            scorer.awaitReady(PATIENCE);
        }
        traffic(example).start();
        predictions.start();
        awaitEverywhere("1", 0);
        var machine = Machine.here();
        var rounds = rounds();
        predictions.close();
        return new RollbackReport(settings, machine, effects(rounds));
    }

    private List<RunningStage> start() throws IOException, InterruptedException {
        var control = loop.start("control", "rollout-control", CONTROL);
        var scorers = new ArrayList<RunningStage>();
        for (int i = 1; i <= settings.scorers(); i++) {
            scorers.add(loop.start("scorer-" + i, "stream-scorer", SCORER));
        }
        control.awaitReady(PATIENCE);
        for (var scorer : scorers) {
            scorer.awaitAnswer(PATIENCE);
        }
        return scorers;
    }

    private FeatureTraffic traffic(FraudExample example) {
        var events = example.history();
        return loop.closing(new FeatureTraffic(
                loop.config(),
                loop.clients(),
                events.subList(0, Math.min(ENCODED, events.size())),
                settings.perSecond()));
    }

    private List<Operator.Accepted> rounds() throws InterruptedException {
        var rounds = new ArrayList<Operator.Accepted>();
        while (rounds.size() < settings.rollbacks()) {
            rounds.add(round());
            if (rounds.size() % 10 == 0) {
                say.accept(rounds.size() + " rollbacks");
            }
        }
        return rounds;
    }

    private Operator.Accepted round() throws InterruptedException {
        var asked = operator.deploy("2");
        awaitEverywhere("2", asked.revision());
        var rollback = operator.rollback();
        awaitEverywhere("1", rollback.revision() - 1);
        return rollback;
    }

    private void awaitEverywhere(String version, long after) throws InterruptedException {
        Await.until(
                "version " + version + " on every partition",
                PATIENCE,
                () -> predictions.spans().everywhere(version, after).isPresent());
    }

    private List<Effect> effects(List<Operator.Accepted> rounds) {
        var times = new AppendTimes(loop.clients());
        var commands = times.ofCommands();
        var revisions = times.ofRevisions();
        return rounds.stream()
                .map(rollback -> Effect.of(
                        predictions.spans(),
                        rollback.revision(),
                        Objects.requireNonNull(commands.get(rollback.commandId()), "command isn't in the log"),
                        rollback.called().toEpochMilli(),
                        Objects.requireNonNull(revisions.get(rollback.revision()), "revision isn't in the log")))
                .toList();
    }
}
