package io.sluicegate.launcher.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.launcher.cli.CarriedFact;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.deployment.Arms;
import io.sluicegate.pipeline.deployment.Tenure;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.scorer.BareScorer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.test.TestRecord;

/** The scorer with one version that decides for all keys, loaded once. */
final class DecidingModel implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final StageContext context;
    private final BareScorer scorer;
    private final byte[] deployment;

    /** What the scorer wrote. */
    record Scored(List<TestRecord<byte[], byte[]>> predictions, List<TestRecord<byte[], byte[]>> letters) {}

    /** The version can't be loaded; the case's result says why. */
    static final class Unready extends CarriedFact {
        private static final long serialVersionUID = 1L;

        Unready(String trouble) {
            super(trouble);
        }
    }

    DecidingModel(StageContext context, Bundle bundle, Path marks, InstantSource clock) {
        this.context = context;
        var folder = bundle.folder().toAbsolutePath().normalize();
        this.scorer = new BareScorer(context, Objects.requireNonNull(folder.getParent()), marks, clock);
        this.deployment = context.clients()
                .serdes()
                .writer(AvroSerdes.subject(Topics.DEPLOYMENTS), Deployment.class)
                .write(deployment(bundle, folder));
    }

    private Deployment deployment(Bundle bundle, Path folder) {
        var version = new DeployedVersion(bundle.manifest().version(), folder.toString(), bundle.digest());
        return Deployment.newBuilder()
                .setPipeline(context.config().pipeline())
                .setRevision(1)
                .setModel(bundle.manifest().model())
                .setSalt("test")
                .setArms(Arms.alone(version, new Tenure(1, Instant.EPOCH)))
                .setWarm(List.of())
                .setCommandId("test")
                .setCorrelationId("test")
                .setChange("the version under test")
                .setAt(Instant.EPOCH)
                .build();
    }

    Scored score(List<TestRecord<byte[], byte[]>> features, Path work, Instant begin) {
        var topics = Topics.of(context.config().pipeline());
        try (var bench = new Bench(scorer.topology(), work, begin)) {
            bench.pipe(Topics.DEPLOYMENTS, context.config().pipeline().getBytes(UTF_8), deployment, begin);
            scorer.awaitVersion(PATIENCE).ifPresent(trouble -> {
                throw new Unready(trouble);
            });
            features.forEach(record -> bench.pass(topics.features(), record));
            return new Scored(bench.read(topics.predictions()), bench.read(Topics.deadLetters(topics.features())));
        }
    }

    @Override
    public void close() {
        scorer.close();
    }
}
