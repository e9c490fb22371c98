package io.sluicegate.bench.peers;

import io.sluicegate.bench.scoring.BenchPipeline;
import io.sluicegate.bench.scoring.Cluster;
import io.sluicegate.bench.scoring.Driver;
import io.sluicegate.bench.scoring.FeaturesPool;
import io.sluicegate.bench.scoring.Pool;
import io.sluicegate.bench.scoring.Sample;
import io.sluicegate.bench.scoring.SampledSubject;
import io.sluicegate.bench.scoring.Section;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.kafka.Clients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures one row: fills the features topic, starts the subject, waits until the backlog is done, checks each answer, then sends
 * records in an open loop at two rates. A subject is done when the log of the predictions has as many records and rests.
 */
final class PeersMeasuring {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int LOOKS_AT_REST = 10;
    private static final double HIGHEST_RATE = 20_000;
    private static final double LOW_RATE = 1_000;
    private static final double KIB = 1024;

    private final PeersSettings settings;
    /** With a folder for each model, which has its store. */
    private final Path folder;

    private final Cluster cluster;
    private final PeerProcess process;

    PeersMeasuring(PeersSettings settings, Path folder, Cluster cluster, PeerProcess process) {
        this.settings = settings;
        this.folder = folder;
        this.cluster = cluster;
        this.process = process;
    }

    /** How many records a second it does, roughly. */
    double trial(Entry entry, PeerModel model, int records) throws Exception {
        return in(entry, model, 0, records, running -> running.section().perSecond());
    }

    Measured measure(Entry entry, PeerModel model, int round, int records) throws Exception {
        return in(entry, model, round, records, this::measured);
    }

    /** A subject that is through with its backlog. */
    private record Running(Entry entry, Driver driver, SampledSubject subject, Section section) {}

    private interface Reading<T> {
        T of(Running running) throws Exception;
    }

    private <T> T in(Entry entry, PeerModel model, int round, int records, Reading<T> reading) throws Exception {
        var file = BenchPipeline.write(
                folder.resolve(entry.model().toString()),
                entry.pipeline(round),
                entry.guarantee(),
                entry.threads(),
                cluster,
                entry.model(),
                entry.contender().cap());
        var config = PipelineConfigReader.read(file, Map.of());
        try (var driver = new Driver(config, (ofPipeline, clients) -> pool(entry, ofPipeline, clients))) {
            driver.deploy(model.version());
            driver.fill(records);
            var samples = file.resolveSibling("samples.txt");
            var peer = new PeerFile(settings).write(config, entry, model, driver.predictionSchema(), samples);
            try (var jvm = process.start(entry, model, file, peer, samples)) {
                var subject = new SampledSubject(jvm, samples, PATIENCE);
                var answers = awaitAnswers(entry, model, driver, subject, records);
                answers.check(records);
                return reading.of(new Running(entry, driver, subject, Section.of(answers.appended())));
            } finally {
                driver.deleteTopics();
            }
        }
    }

    private static Pool pool(Entry entry, PipelineConfig config, Clients clients) {
        return entry.contender().readsJson() ? new JsonPool(config) : new FeaturesPool(config, clients);
    }

    private static Answers awaitAnswers(
            Entry entry, PeerModel model, Driver driver, SampledSubject subject, int records) throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            awaitRest(driver, subject, records, deadline);
            var answers = new Answers(entry, model.expected(), driver::read);
            driver.predictions(answers::add);
            if (answers.count() >= records || System.nanoTime() > deadline) {
                return answers;
            }
        }
    }

    private static void awaitRest(Driver driver, SampledSubject subject, int records, long deadline) throws Exception {
        long before = -1;
        int same = 0;
        while (same < LOOKS_AT_REST && System.nanoTime() < deadline) {
            subject.check();
            var logged = driver.logged();
            same = logged >= records && logged == before ? same + 1 : 0;
            before = logged;
            TimeUnit.MILLISECONDS.sleep(SampledSubject.LOOK_MS);
        }
    }

    private Measured measured(Running running) throws Exception {
        var section = running.section();
        var sampled = running.subject().until(section.toMs());
        var from = Sample.at(sampled, section.fromMs());
        var to = Sample.at(sampled, section.toMs());
        var half = section.perSecond() / 2;
        var measured = new Measured(
                running.entry(),
                section.perSecond(),
                to.calls() == 0 ? 1 : to.rows() / to.calls(),
                (to.allocated() - from.allocated()) / section.records(),
                (to.cpuNs() - from.cpuNs()) / section.records() / 1000,
                to.rssKib() / KIB,
                running.driver().latency(Math.min(HIGHEST_RATE, half), settings.latencySeconds()),
                running.driver().latency(Math.min(LOW_RATE, half), settings.latencySeconds()));
        running.subject().check();
        return measured;
    }
}
