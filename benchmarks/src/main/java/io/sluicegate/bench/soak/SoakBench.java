package io.sluicegate.bench.soak;

import io.sluicegate.bench.local.DeploymentFollower;
import io.sluicegate.bench.local.LocalLoop;
import io.sluicegate.bench.local.Machine;
import io.sluicegate.bench.local.Operator;
import io.sluicegate.bench.local.RunningStage;
import io.sluicegate.fraud.FraudExample;
import io.sluicegate.fraud.PublishedVersion;
import io.sluicegate.fraud.Scale;
import io.sluicegate.fraud.traffic.TrafficGenerator;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.Deployment;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The soak: all stages under traffic, with one deploy and rollback after another, and now and then a version that can't be loaded. */
final class SoakBench {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String BASE = "1";
    private static final List<String> STAGES =
            List.of("rollout-control", "stream-scorer", "feature-enricher", "drift-detector", "retraining-trigger");

    /** The heap is fixed and touched at once, and the JVM's own threads don't come and go: what grows is the stage's doing. */
    private static final List<String> OPTIONS = List.of(
            "-Xms160m",
            "-Xmx160m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseG1GC",
            "-XX:-UseDynamicNumberOfCompilerThreads",
            "-XX:-UseDynamicNumberOfGCThreads");

    private final SoakSettings settings;
    private final LocalLoop loop;
    private final Consumer<String> say;
    private final Operator operator;
    private final DeploymentFollower deployments;
    private int deploys;
    private int failed;

    SoakBench(SoakSettings settings, LocalLoop loop, Consumer<String> say) {
        this.settings = settings;
        this.loop = loop;
        this.say = say;
        this.operator = loop.closing(new Operator(loop.config(), loop.clients()));
        this.deployments = loop.closing(new DeploymentFollower(loop.config(), loop.clients()));
    }

    SoakReport run() throws IOException, InterruptedException {
        var stages = new ArrayList<RunningStage>();
        for (var stage : STAGES) {
            stages.add(loop.start(stage, stage, OPTIONS));
        }
        stages.get(0).awaitReady(PATIENCE);
        for (var stage : stages) {
            stage.awaitAnswer(PATIENCE);
        }
        var example = FraudExample.create(loop.config(), settings.scale(), Instant.now());
        var first = example.publishFirst(BASE, Instant.now());
        var bundles = new SoakBundles(loop.config().model().store(), first);
        var good = List.of(retrained("2", 1), bundles.columns("3"), bundles.fours("4"));
        var bad = bad(bundles);
        operator.register(first);
        good.forEach(operator::register);
        bad.forEach(operator::register);
        operator.deploy(BASE);
        awaitPrimary(BASE);
        for (var stage : stages) {
            stage.awaitReady(PATIENCE);
        }
        var traffic = loop.closing(example.traffic(loop.clients(), InstantSource.system()));
        traffic.start();
        var sampler = new Sampler(stages, settings.collectEvery());
        var machine = Machine.here();
        soak(sampler, good, bad, traffic);
        return new SoakReport(
                settings, machine, deploys, failed, traffic.counts().events(), sampler.samples());
    }

    /** A model of its own, trained on another world. */
    private PublishedVersion retrained(String version, int more) throws IOException {
        var scale = settings.scale();
        var other = new Scale(scale.seed() + more, scale.cards(), scale.speed(), scale.history());
        return FraudExample.create(loop.config(), other, Instant.now()).publishFirst(version, Instant.now());
    }

    private static List<PublishedVersion> bad(SoakBundles bundles) throws IOException {
        return List.of(bundles.goldenMismatch("golden"), bundles.noModel("nonsense"), bundles.changed("changed"));
    }

    private void soak(
            Sampler sampler, List<PublishedVersion> good, List<PublishedVersion> bad, TrafficGenerator traffic)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long end = begin + settings.time().toNanos();
        long nextSample = begin;
        while (System.nanoTime() < end || deploys < settings.deploys()) {
            long now = System.nanoTime();
            if (now >= nextSample) {
                sampler.take(deploys);
                nextSample += settings.sampling().toNanos();
            }
            if (deploys < settings.deploys() && now >= begin + due(deploys)) {
                cycle(good, bad);
                traffic.failure().ifPresent(failure -> {
                    throw new CommandFailed(Message.BENCHMARK_FAILED, "the traffic failed: " + failure);
                });
            } else {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        sampler.take(deploys);
    }

    /** When the next deploy is due, in nanoseconds from the begin. */
    private long due(int done) {
        return settings.time().toNanos() / settings.deploys() * done;
    }

    private void cycle(List<PublishedVersion> good, List<PublishedVersion> bad) {
        if (deploys % settings.failEvery() == 0) {
            tryInVain(bad.get(failed % bad.size()).version());
        }
        var version = good.get(deploys % good.size()).version();
        operator.deploy(version);
        awaitPrimary(version);
        operator.rollback();
        awaitPrimary(BASE);
        deploys++;
        if (deploys % 20 == 0) {
            say.accept(deploys + " deploys and rollbacks, " + failed + " failed loads");
        }
    }

    private void tryInVain(String version) {
        var asked = operator.deploy(version);
        var after = deployments.await(
                "giving up " + version,
                PATIENCE,
                deployment -> deployment.getRevision() > asked.revision() && deployment.getPreparing() == null);
        if (!isPrimary(after, BASE)) {
            throw new CommandFailed(
                    Message.BENCHMARK_FAILED, "version " + version + " was activated although it can't be loaded");
        }
        failed++;
    }

    private void awaitPrimary(String version) {
        deployments.await(
                "version " + version + " becoming the primary",
                PATIENCE,
                deployment -> deployment.getPreparing() == null && isPrimary(deployment, version));
    }

    private static boolean isPrimary(Deployment deployment, String version) {
        return DeploymentView.of(deployment)
                .primary()
                .filter(primary -> primary.name().equals(version))
                .isPresent();
    }
}
