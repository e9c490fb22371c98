package io.sluicegate.launcher.project;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.platform.LocalPipelines;
import io.sluicegate.launcher.platform.PlatformAddresses;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.testing.FreePort;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A project runs, and follows its file: what fits is taken over by the stages that it concerns, what doesn't is reported. */
@WithCluster
class DevRunIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String COUNT = "- {name: events_1h, type: long, aggregate: count, window: 1h}";

    @TempDir
    private Path home;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private int sent;

    @Test
    void shouldFollowItsFile(TestCluster cluster) throws Exception {
        var project = project();
        var platform = new PlatformAddresses(
                cluster.bootstrapServers(), TestRegistry.url("dev"), project.resolve("data/models"), 0);
        var files = new ProjectFiles(
                project, new LocalPipelines(platform, "dev-run-it", project.resolve("data"), FreePort.find()));
        try (var run = DevRun.start(files, files.read(), terminal());
                var clients = new Clients(run.config().kafka(), run.config().service())) {
            // when: nothing is deployed
            run.deployFirstVersion();

            // then
            says("bikes-model@1 decides since revision ");
            await("readiness").atMost(PATIENCE).until(() -> run.trouble().isEmpty());
            predicts(clients, run);

            // when: somebody writes a prediction of a schema that the registry doesn't have
            cluster.produce("bikes.predictions", "any", new byte[] {0, 0, 0, 0, 99, 1, 2}, new ByteArraySerializer());

            // then
            predicts(clients, run);

            // when: a feature is added
            edit(project, COUNT, COUNT + "\n  - {name: events_2h, type: long, aggregate: count, window: 2h}");
            run.look();

            // then
            says("Restarting rollout-control, feature-enricher, stream-scorer, drift-detector, retraining-trigger");
            says("The files are in force.");
            await("readiness").atMost(PATIENCE).until(() -> run.trouble().isEmpty());
            predicts(clients, run);

            // when: there is a mistake
            edit(project, "field: free}", "field: fre}");
            run.look();

            // then
            says("the event has no field fre that can be read; did you mean 'free'?");
            says("The files are not in force; what ran before goes on.");
            predicts(clients, run);

            // when: a feature's type is another
            edit(project, "type: long, field: fre}", "type: double, field: free}");
            run.look();

            // then
            says("the registry refuses the new schema of bikes.features-value");
            predicts(clients, run);

            // when: only drift is measured otherwise
            edit(project, "type: double, field: free}", "type: long, field: free}");
            edit(project, "minimum-rows: 500", "minimum-rows: 400");
            run.look();

            // then
            says("Restarting drift-detector\n");
            predicts(clients, run);

            // when: a policy is added
            append(project, "policies: {retrain: [{name: drifted, scope: feature, subjects: 2, cooldown: 1d}]}");
            run.look();

            // then
            says("Restarting retraining-trigger\n");
            predicts(clients, run);

            // when: files can't be read at all
            append(project, "}");
            run.look();
            var schema = Files.readString(project.resolve(Project.SCHEMA));
            Files.writeString(project.resolve(Project.SCHEMA), "{");
            run.look();

            // then
            says("is no YAML: ");
            says("events.avsc isn't an Avro schema");
            predicts(clients, run);

            // when: the schema has a new field, and the pipeline's file is corrected only later
            Files.writeString(
                    project.resolve(Project.SCHEMA),
                    schema.replaceFirst(
                            "\"fields\" ?: ?\\[",
                            "\"fields\": [{\"name\": \"note\", \"type\": [\"null\", \"string\"], \"default\": null},"));
            run.look();
            edit(project, "\n}", "\n");
            run.look();

            // then
            says("Restarting feature-enricher\n");
            predicts(clients, run);

            // when: a change needs a new start
            edit(project, "partitions: 4", "partitions: 8");
            run.look();

            // then
            says("Changed: partitions. Stop with Ctrl-C and start again");
            predicts(clients, run);

            // when: the project's version is deployed already
            run.deployFirstVersion();

            // then
            assertThat(printed.toString(UTF_8)).containsOnlyOnce("decides since revision");
        }
    }

    private Path project() throws IOException {
        var csv = new StringBuilder("station,at,free\n");
        for (var i = 0; i < 40; i++) {
            csv.append("s" + i % 4 + "," + Instant.now().minusSeconds(i) + "," + i % 9 + "\n");
        }
        var model = new OnnxMaker()
                .input("free", OnnxMaker.FLOAT32, OnnxMaker.ANY, 1)
                .node("Neg", List.of("free"), List.of("score"))
                .output("score", OnnxMaker.FLOAT32, OnnxMaker.ANY, 1);
        model.writeTo(home.resolve("model.onnx"));
        var code = new CommandLine(new InitCommand())
                .execute(
                        home.resolve("bikes").toString(),
                        "--events",
                        Files.writeString(home.resolve("stations.csv"), csv).toString(),
                        "--model",
                        home.resolve("model.onnx").toString());
        assertThat(code).isZero();
        return home.resolve("bikes");
    }

    private static void edit(Path project, String before, String after) throws IOException {
        var file = project.resolve(Project.PIPELINE);
        var text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }

    private static void append(Path project, String line) throws IOException {
        var file = project.resolve(Project.PIPELINE);
        Files.writeString(file, Files.readString(file) + line + "\n");
    }

    /** Sends an event and waits until its prediction is printed. */
    private void predicts(Clients clients, DevRun run) throws Exception {
        var entity = "station-" + ++sent;
        send(clients, run, entity);
        await("prediction for " + entity).atMost(PATIENCE).until(() -> printed.toString(UTF_8)
                .contains(entity + "  bikes-model@1  -7.0000"));
    }

    private static void send(Clients clients, DevRun run, String entity)
            throws ExecutionException, InterruptedException {
        var topic = run.config().events().topic();
        var schema = clients.schemas().latest(AvroSerdes.subject(topic)).orElseThrow();
        var event = new GenericData.Record(schema);
        event.put("station", entity);
        event.put("at", System.currentTimeMillis());
        event.put("free", 7L);
        var bytes = clients.serdes().writer(AvroSerdes.subject(topic), schema).write(event);
        try (var producer = new KafkaProducer<>(
                clients.producerProperties("dev-run-it"), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, entity, bytes)).get();
        }
    }

    private void says(String text) {
        await(text).atMost(PATIENCE).untilAsserted(() -> assertThat(printed.toString(UTF_8))
                .contains(text));
    }

    private Terminal terminal() {
        var before = System.out;
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            return Terminal.standard();
        } finally {
            System.setOut(before);
        }
    }
}
