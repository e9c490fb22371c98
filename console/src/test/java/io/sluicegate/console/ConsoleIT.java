package io.sluicegate.console;

import static io.sluicegate.console.Samples.command;
import static io.sluicegate.console.Samples.deployment;
import static io.sluicegate.console.Samples.entry;
import static io.sluicegate.console.Samples.prediction;
import static io.sluicegate.console.Samples.registration;
import static io.sluicegate.console.Samples.report;
import static io.sluicegate.console.Samples.status;
import static io.sluicegate.console.Samples.trigger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.console.PipelineFollower.Start;
import io.sluicegate.console.domain.Fact;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.records.Verdict;
import io.sluicegate.runtime.deadletter.DeadLetter;
import io.sluicegate.runtime.service.Readiness.NotReady;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

@WithCluster
class ConsoleIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final TestCluster cluster;

    ConsoleIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldShowOnThePageWhatTheTopicsHold() throws Exception {
        try (var console = Running.console(cluster, "shown", Start.END)) {
            var topics = Topics.of("shown");
            var inForce = deployment(3, "v2");
            inForce.setPipeline("shown");
            var registered = registration("v2");
            registered.setPipeline("shown");
            var decided = entry(AuditKind.ACTIVATED, command("c1", CommandKind.DEPLOY, "v2"), inForce);
            decided.setPipeline("shown");
            console.write(Topics.DEPLOYMENTS, Deployment.class, inForce);
            console.write(Topics.MODELS, ModelRegistration.class, registered);
            console.write(Topics.AUDIT, AuditEntry.class, decided);
            console.write(
                    topics.drift(),
                    DriftReport.class,
                    report(DriftScope.FEATURE, "amount", "v2", Instant.now(), Verdict.DRIFTED));
            console.write(topics.triggers(), RetrainingTrigger.class, trigger("t1"));
            writePrediction(console, topics.predictions(), "e1", 35);
            bury("shown.events.dlq", ErrorCode.MISSING_FIELD);

            console.view()
                    .await(
                            facts -> facts.traffic().predictions() == 1
                                    && facts.audit().size() == 1
                                    && facts.drift().size() == 1
                                    && facts.triggers().size() == 1
                                    && facts.deadLetters().size() == 1,
                            LIMIT);
            assertThat(get(console, "/")).contains("<title>Sluicegate</title>", "console.js");

            // last, for an instance is alive for ten seconds only
            var beat = status("scorer-a", Instant.now());
            beat.setPipeline("shown");
            console.write(Topics.STATUS, InstanceStatus.class, beat);
            console.view().await(facts -> facts.instances().size() == 1, LIMIT);
            var facts = json(get(console, "/api/facts"));
            assertThat(facts.at("/deployment/arms/0/version").asText()).isEqualTo("v2");
            assertThat(facts.at("/models/0/version").asText()).isEqualTo("v2");
            assertThat(facts.at("/instances/0/state").asText()).isEqualTo("ALIVE");
            assertThat(facts.at("/audit/0/kind").asText()).isEqualTo("ACTIVATED");
            assertThat(facts.at("/drift/0/verdict").asText()).isEqualTo("DRIFTED");
            assertThat(facts.at("/triggers/0/policy").asText()).isEqualTo("feature-drift");
            assertThat(facts.at("/deadLetters/0/code").asText()).isEqualTo("MISSING_FIELD");
            assertThat(facts.at("/traffic/latency/overall/count").asLong()).isEqualTo(1);
            assertThat(facts.at("/traffic/latency/overall/p99").asLong()).isBetween(35L, 20_000L);
        }
    }

    @Test
    void shouldSendNewFactsToAnOpenPage() throws Exception {
        try (var console = Running.console(cluster, "live", Start.END)) {
            var request = HttpRequest.newBuilder(URI.create(console.server.url() + "/api/facts/live"))
                    .header("Accept", "text/event-stream")
                    .build();
            try (var lines = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofLines())
                    .body()) {
                var events = lines.filter(line -> line.startsWith("data: ")).iterator();
                var before = json(events.next().substring(6));
                writePrediction(console, "live.predictions", "e1", 1);

                var predictions = 0L;
                for (var i = 0; i < 20 && predictions == 0; i++) {
                    predictions = json(events.next().substring(6))
                            .at("/traffic/predictions")
                            .asLong();
                }

                assertThat(before.at("/traffic/predictions").asLong()).isZero();
                assertThat(predictions).isEqualTo(1);
            }
        }
    }

    @Test
    void shouldAppendARollbackToTheCommands() throws Exception {
        try (var console = Running.console(cluster, "rolled", Start.END)) {
            var request = HttpRequest.newBuilder(URI.create(console.server.url() + "/api/commands"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("X-Sluicegate-Console", "command")
                    .POST(BodyPublishers.ofString(
                            "kind=ROLLBACK&version=2&issuedBy=ada&reason=alarms&expectedRevision=3"))
                    .build();

            var reply = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

            assertThat(reply.statusCode()).isEqualTo(202);
            var values = console.clients().serdes().specific(ModelCommand.class).deserializer();
            var commands = cluster.readUntil(Topics.COMMANDS, values, 1, LIMIT);
            assertThat(commands).singleElement().satisfies(record -> {
                assertThat(record.key()).isEqualTo("rolled");
                assertThat(record.value().getKind()).isEqualTo(CommandKind.ROLLBACK);
                assertThat(record.value().getIssuedBy()).isEqualTo("ada");
            });
        }
    }

    @Test
    void shouldCountWhatItCannotDecodeAndGoOn() throws Exception {
        try (var console = Running.console(cluster, "broken", Start.END)) {
            cluster.produce("broken.predictions", "k", new byte[] {1, 2, 3}, new ByteArraySerializer());
            cluster.produce("broken.drift", "k", new byte[0], new ByteArraySerializer());
            writePrediction(console, "broken.predictions", "e1", 1);

            var facts = console.view()
                    .await(
                            it -> it.traffic().predictions() == 1
                                    && it.unreadable().size() == 2,
                            LIMIT);

            assertThat(facts.unreadable())
                    .containsEntry("broken.predictions", 1L)
                    .containsEntry("broken.drift", 1L);
        }
    }

    @Test
    void shouldSayWhichTopicsAreMissingAndFollowThemOnceTheyExist() throws Exception {
        try (var console = Running.withoutTopics(cluster, "late", Start.END)) {
            await().until(() -> console.stage.readiness() instanceof NotReady notReady
                    && notReady.reason().contains("late.predictions")
                    && notReady.reason().contains("sluicegate topics apply"));

            Running.createTopics(cluster, "late");
            writePrediction(console, "late.predictions", "e1", 1);

            await().atMost(LIMIT).until(() -> console.stage.readiness().isReady());
            assertThat(console.view()
                            .await(facts -> facts.traffic().predictions() == 1, LIMIT)
                            .traffic()
                            .predictions())
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldNotCountWhatWasNeverCommitted() throws Exception {
        try (var console = Running.console(cluster, "aborted", Start.END);
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", cluster.bootstrapServers(), "transactional.id", "aborted"),
                        new StringSerializer(),
                        console.clients().serdes().specific(Prediction.class).serializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("aborted.predictions", "k", prediction("never", "v1")));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("aborted.predictions", "k", prediction("kept", "v1")));
            producer.commitTransaction();

            var facts = console.view().await(it -> it.traffic().predictions() > 0, LIMIT);

            assertThat(facts.traffic().latest())
                    .extracting(Prediction::getEventId)
                    .containsExactly("kept");
        }
    }

    @Test
    void shouldBeginWithPredictionsWhereItIsTold() throws Exception {
        try (var first = Running.console(cluster, "begun", Start.END)) {
            writePrediction(first, "begun.predictions", "old", 1);
            first.view().await(facts -> facts.traffic().predictions() == 1, LIMIT);
            try (var all = Running.another(cluster, "begun", Start.BEGINNING);
                    var fresh = Running.another(cluster, "begun", Start.END)) {
                writePrediction(first, "begun.predictions", "new", 1);

                assertThat(eventIds(all, 2)).containsExactlyInAnyOrder("old", "new");
                assertThat(eventIds(fresh, 1)).containsExactly("new");
            }
        }
    }

    @Test
    void shouldHandEachDecisionToListenersUntilTheyEnd() throws Exception {
        var heard = new CopyOnWriteArrayList<Fact>();
        try (var console = Running.console(cluster, "heard", Start.END)) {
            var inForce = deployment(1, "v1");
            inForce.setPipeline("heard");
            var listening = console.view().listen(heard::add);
            console.write(Topics.DEPLOYMENTS, Deployment.class, inForce);
            console.view().await(facts -> facts.revision() == 1, LIMIT);
            listening.close();
            inForce.setRevision(2);
            console.write(Topics.DEPLOYMENTS, Deployment.class, inForce);
            console.view().await(facts -> facts.revision() == 2, LIMIT);
        }

        assertThat(heard).singleElement().isInstanceOfSatisfying(Fact.Deployed.class, deployed -> assertThat(
                        deployed.deployment().getRevision())
                .isEqualTo(1));
    }

    @Test
    void shouldGoOnWhenAListenerFails() throws Exception {
        try (var console = Running.console(cluster, "failing", Start.END);
                var failing = console.view().listen(fact -> {
                    throw new IllegalStateException("listener");
                })) {
            var inForce = deployment(1, "v1");
            inForce.setPipeline("failing");
            console.write(Topics.DEPLOYMENTS, Deployment.class, inForce);

            assertThat(console.view()
                            .await(facts -> facts.revision() == 1, LIMIT)
                            .primary())
                    .contains("v1");
            assertThat(console.stage.readiness().isReady()).isTrue();
        }
    }

    @Test
    void shouldCloseAtOnceWhileNoBrokerAnswers() {
        var console = Running.withoutBroker("nowhere");
        await().until(() -> !console.stage.readiness().isReady());

        assertTimeout(Duration.ofSeconds(5), console::close);
    }

    @Test
    void shouldGiveUpWaitingAtTheLimit() throws Exception {
        try (var console = Running.console(cluster, "waited", Start.END)) {
            assertThatThrownBy(() -> console.view().await(facts -> false, Duration.ofMillis(50)))
                    .isInstanceOf(TimeoutException.class);
        }
    }

    private static List<String> eventIds(Running console, int count) throws Exception {
        var facts = console.view().await(it -> it.traffic().predictions() >= count, LIMIT);
        return new ArrayList<>(
                facts.traffic().latest().stream().map(Prediction::getEventId).toList());
    }

    private void writePrediction(Running console, String topic, String eventId, long millisAgo) {
        var ingested = Long.toString(System.currentTimeMillis() - millisAgo).getBytes(StandardCharsets.UTF_8);
        var headers = new RecordHeaders().add("sluicegate.ingested", ingested);
        var serdes = console.clients().serdes();
        cluster.produce(
                List.of(new ProducerRecord<>(topic, null, "card-1", prediction(eventId, "v1"), headers)),
                serdes.specific(Prediction.class).serializer());
    }

    private void bury(String topic, ErrorCode code) {
        var cause = new DeadLetter("feature-enricher", "shown.events", 0, 7, code, "amount is missing");
        cluster.produce(
                List.of(new ProducerRecord<>(topic, null, "card-1", new byte[0], cause.onto(new RecordHeaders()))),
                new ByteArraySerializer());
    }

    private static String get(Running console, String path) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(console.server.url() + path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
