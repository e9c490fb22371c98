package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.testing.FreePort;
import io.sluicegate.testing.LogCapture;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry goes down, and then a schema comes that nobody has read yet. */
@WithCluster
class RegistryOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EVENTS = 20;
    /** One card is in one partition: the others go on. */
    private static final String CARD = "card-0";

    private static final Pattern REPLACED =
            Pattern.compile("sluicegate_threads_replaced_total\\{pipeline=\"\\w+\",stage=\"[a-z-]+\"} (\\d+)");

    @TempDir
    private Path folder;

    @Test
    void shouldHoldTheRecordWithoutEndingItsThreadAndLoseNothing(TestCluster cluster) throws Exception {
        int port = FreePort.find();
        var registry = registry(port);
        try (var streams = LogCapture.of("org.apache.kafka.streams");
                var service = FraudService.whole(folder, cluster.bootstrapServers(), registry.url(), Map.of())) {
            service.deploy();
            service.awaitReady();
            var traffic = service.traffic();
            service.await(facts -> !facts.drift().isEmpty()); // then the console has their schema cached
            var records = eventsOfANewSchema(service);

            registry.close();
            cluster.produce(records, new ByteArraySerializer());
            await().dontCatchUncaughtExceptions().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            service.get("/readyz"))
                    .startsWith("503")
                    .contains("\"feature-enricher\":\"the schema registry at http://127.0.0.1:" + port));
            service.awaitMore(2_000);

            registry = registry(port);
            service.awaitReady();
            assertThat(replaced(service)).as("threads replaced").isZero();
            var verdict = service.finish(traffic, EVENTS);
            assertThat(verdict).matches(LogCheck.Verdict::holds, "each event answered once, in order");
            assertThat(verdict.deadLetters()).isZero();
            assertThat(streams.messages())
                    .as("no task is closed, no transaction ends")
                    .noneMatch(line -> line.contains("fenced")
                            || line.contains("old epoch")
                            || line.contains("Closed dirty")
                            || line.contains("task corruption"));
        } finally {
            registry.close();
        }
    }

    private RegistryProcess registry(int port) throws Exception {
        var home = Path.of(System.getProperty(RegistryProcess.HOME_PROPERTY));
        return RegistryProcess.start(home, folder.resolve("registry"), port);
    }

    private static int replaced(FraudService service) throws Exception {
        var said = REPLACED.matcher(service.get("/metrics"));
        return said.find() ? Integer.parseInt(said.group(1)) : 0;
    }

    private static List<ProducerRecord<String, byte[]>> eventsOfANewSchema(FraudService service) {
        var topic = service.config().events().topic();
        var schema = withNote(CardTransaction.getClassSchema());
        var writer = service.clients().serdes().writer(AvroSerdes.subject(topic), schema);
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        for (var i = 0; i < EVENTS; i++) {
            records.add(new ProducerRecord<>(
                    topic,
                    CARD,
                    writer.write(CardEvents.event(
                            schema, "new-" + i, CARD, Instant.now().toEpochMilli()))));
        }
        return records;
    }

    private static Schema withNote(Schema schema) {
        var fields = new ArrayList<Schema.Field>();
        schema.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(
                new Schema.Field("note", SchemaBuilder.nullable().stringType(), null, Schema.Field.NULL_DEFAULT_VALUE));
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }
}
