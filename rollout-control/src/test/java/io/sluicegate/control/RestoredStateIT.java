package io.sluicegate.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.service.ExitCode;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import io.sluicegate.testing.state.StageState;
import io.sluicegate.testing.state.StateFixture;
import io.sluicegate.testing.state.StoredRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollout control on a broker whose changelogs have what an earlier version wrote, and a registry with that version's schemas. */
@WithCluster
class RestoredStateIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestCluster cluster;
    private final PipelineConfig config;

    RestoredStateIT(TestCluster cluster, @TempDir Path data) {
        this.cluster = cluster;
        config = PipelineConfigReader.read(
                Path.of("src/test/resources/fraud.yaml"),
                Map.of(
                        "DATA",
                        data.toString(),
                        "BOOTSTRAP",
                        cluster.bootstrapServers(),
                        "REGISTRY",
                        TestRegistry.url("restored")));
    }

    /** The preparation of version 2 was under way in revision 3. Its time has passed by now. */
    @Test
    void shouldGoOnFromItsChangelogsAndStopAtWhatItCannotRead() throws Exception {
        try (var clients = new Clients(config.kafka(), config.service())) {
            Topics.ofCluster()
                    .forEach(topic -> cluster.createTopic(topic.name(), topic.partitions(), topic.settings()));
            new StageState(ControlStage.APPLICATION_ID, clients.registry())
                    .changelogs(StateFixture.all().get(0))
                    .forEach(this::restore);

            try (var stage = stage(clients)) {
                stage.start();
                awaitRevision(clients, 4);
                send(clients, Inputs.command("d1", CommandKind.DEPLOY, "1"));
                send(clients, Inputs.share("c3", CommandKind.CANARY, "2", 10));

                var revision = awaitRevision(clients, 5);
                assertThat(Places.primary(revision).getVersion()).isEqualTo("1");
                assertThat(revision.getPreparing().getTarget().getBundleDigest())
                        .isEqualTo("digest-2");
                assertThat(audit(clients))
                        .extracting(
                                AuditEntry::getKind, entry -> entry.getCommand().getCommandId())
                        .containsExactly(tuple(AuditKind.ABORTED, "c2"), tuple(AuditKind.ACCEPTED, "c3"));
            }

            cluster.produce(changelog("deployments"), "fraud", new byte[] {99}, new ByteArraySerializer());
            try (var stage = stage(clients)) {
                stage.start();

                var reason = stage.stopped().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                assertThat(reason.code()).isEqualTo(ExitCode.UNREADABLE);
                assertThat(reason.line())
                        .startsWith("rollout-control: the state in " + changelog("deployments"))
                        .contains("docs/operations.md");
            }
        }
    }

    private ControlStage stage(Clients clients) {
        return new ControlStage(new StageContext(config, new SimpleMeterRegistry(), clients));
    }

    private void restore(String store, List<StoredRow> rows) {
        cluster.createTopic(changelog(store), 1, Map.of("cleanup.policy", "compact"));
        cluster.produce(
                rows.stream()
                        .map(row -> new ProducerRecord<>(changelog(store), new String(row.key(), UTF_8), row.value()))
                        .toList(),
                new ByteArraySerializer());
    }

    private static String changelog(String store) {
        return ControlStage.APPLICATION_ID + "-" + store + "-changelog";
    }

    private void send(Clients clients, ModelCommand command) {
        var serializer = clients.serdes().specific(ModelCommand.class).serializer();
        cluster.produce(Topics.COMMANDS, "fraud", command, serializer);
    }

    private Deployment awaitRevision(Clients clients, long revision) {
        var deserializer = clients.serdes().specific(Deployment.class).deserializer();
        var records = cluster.readUntil(
                Topics.DEPLOYMENTS,
                deserializer,
                found -> found.stream().anyMatch(it -> it.value().getRevision() == revision),
                PATIENCE);
        return records.get(records.size() - 1).value();
    }

    private List<AuditEntry> audit(Clients clients) {
        var deserializer = clients.serdes().specific(AuditEntry.class).deserializer();
        return cluster.readAll(Topics.AUDIT, deserializer).stream()
                .map(record -> record.value())
                .toList();
    }
}
