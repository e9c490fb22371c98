package io.sluicegate.launcher.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.launcher.SluicegateMain;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.records.tail.TailCommand;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.deadletter.DeadLetter;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.process.JavaCommand;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Rows become records in Kafka, and records become lines, as a user types it. */
@WithCluster
class RecordsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = """
            {"type": "record", "name": "Ride", "namespace": "rides", "fields": [
              {"name": "rideId", "type": "string"},
              {"name": "stationId", "type": "string"},
              {"name": "bikes", "type": "int"},
              {"name": "weather", "type": ["null", "string"], "default": null},
              {"name": "startedAt", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}""";

    @TempDir
    private Path folder;

    private final TestCluster cluster;
    private String pipeline = "";
    private Path file = Path.of("");

    RecordsIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    private record Result(int code, List<String> printed, List<String> errors) {
        List<JsonNode> json() {
            return printed.stream().map(RecordsIT::parsed).toList();
        }
    }

    @BeforeEach
    void createTopics(TestInfo test) throws IOException {
        pipeline = "r" + Integer.toHexString(test.getDisplayName().hashCode());
        file = Files.writeString(folder.resolve("rides.yaml"), """
                pipeline: %s
                partitions: 3
                kafka: {bootstrap: "%s", registry: "%s", profile: development}
                events: {entity: stationId, id: rideId, time: startedAt}
                features:
                  - {name: bikes, type: double, field: bikes, required: true}
                model: {name: ride-model}
                """.formatted(
                        pipeline, cluster.bootstrapServers(), TestRegistry.url("records")));
        var config = PipelineConfigReader.read(file, Map.of());
        try (var clients = new Clients(config.kafka(), config.service())) {
            PipelineTopics.apply(config, clients);
        }
    }

    @Test
    void shouldSendTheRowsOfACsvFileAndShowTheEvents() throws Exception {
        var sent = sendEvents("""
                rideId,stationId,bikes,weather,startedAt,operator
                r-1,s-1,3,,2026-11-27T18:00:00Z,x
                r-2,s-2,many,rain,2026-11-27T18:00:01Z,x
                r-3,s-1,5,rain,2026-11-27T18:00:02Z,x
                """, "--schema", schema());

        assertThat(sent.code()).isEqualTo(2);
        assertThat(sent.errors())
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("note: ").contains("'operator', which events don't: left out"),
                        it -> assertThat(it).endsWith("rides.csv:3: field 'bikes': expected int, found 'many'"),
                        it -> assertThat(it).startsWith("1 of 3 rows of ").contains("were not sent"));
        assertThat(sent.printed().get(0))
                .startsWith("sent 2 events to " + pipeline + ".events in ")
                .endsWith(", of 2026-11-27T18:00:00Z to 2026-11-27T18:00:02Z; skipped 1 of 3 rows");
        assertThat(tail("events", "--no-follow", "--output", "json").json())
                .satisfiesExactly(
                        it -> {
                            assertThat(it.get("record").toString())
                                    .isEqualTo("{\"rideId\":\"r-1\",\"stationId\":\"s-1\","
                                            + "\"bikes\":3,\"weather\":null,\"startedAt\":\"2026-11-27T18:00:00Z\"}");
                            assertThat(it.get("key").textValue()).isEqualTo("s-1");
                            assertThat(it.get("partition").intValue()).isEqualTo(partition("s-1"));
                        },
                        it -> assertThat(it.get("record").get("rideId").textValue())
                                .isEqualTo("r-3"));
    }

    @Test
    void shouldSendJsonByTheRegisteredSchemaAndStopAtAnErrorIfTold() throws Exception {
        sendEvents("rideId,stationId,bikes,startedAt\n", "--schema", schema());
        var rows = Files.writeString(folder.resolve("rides.jsonl"), """
                {"rideId": "r-1", "stationId": "s-1", "bikes": 3, "startedAt": 0}
                {"rideId": "r-2"}
                {"rideId": "r-3", "stationId": "s-1", "bikes": 3, "startedAt": 0}
                """);

        var sent = send(EventsCommand.Send::new, "--input", rows.toString(), "--on-error", "stop", "--output", "json");

        assertThat(sent.code()).isEqualTo(2);
        assertThat(sent.json().get(0).get("sent").intValue()).isEqualTo(1);
        assertThat(sent.json().get(0).get("skipped").intValue()).isEqualTo(1);
        assertThat(sent.errors().get(0))
                .endsWith("rides.jsonl:2: field 'stationId': expected string, found no such field");
    }

    @Test
    void shouldSayThatThereIsNoSchemaYet() throws Exception {
        var sent = sendEvents("rideId,stationId,bikes,startedAt\n");

        assertThat(sent.code()).isEqualTo(11);
        assertThat(sent.errors()).singleElement().asString().contains(pipeline + ".events-value", "--schema FILE");
    }

    @Test
    void shouldSendAtARateAndAtTheSpeedOfTheEvents() throws Exception {
        var rows = "rideId,stationId,bikes,startedAt\n"
                + IntStream.range(0, 5)
                        .mapToObj(i -> "r,s,1,2026-11-27T18:0" + i + ":00Z\n")
                        .collect(Collectors.joining());
        sendEvents(rows, "--schema", schema());

        var rated = sendEvents(rows, "--rate", "10", "--output", "json").json().get(0);
        var sped =
                sendEvents(rows, "--speed", "480x", "--output", "json").json().get(0);

        assertThat(rated.get("seconds").doubleValue()).isBetween(0.39, 3.0);
        assertThat(sped.get("seconds").doubleValue()).isBetween(0.49, 3.0);
    }

    @Test
    void shouldSendLabels() throws Exception {
        var rows = Files.writeString(
                folder.resolve("labels.csv"), "rideId,stationId,positive\nr-1,s-1,1\nr-2,s-2,false\n");
        var before = Instant.now().toEpochMilli();

        var sent = send(LabelsCommand.Send::new, "--input", rows.toString());

        assertThat(sent.errors()).isEmpty();
        assertThat(sent.code()).isZero();
        assertThat(tail("labels", "--no-follow", "--output", "json", "--where", "record.positive")
                        .json())
                .satisfiesExactly(it -> {
                    assertThat(it.get("key").textValue()).isEqualTo("s-1");
                    assertThat(it.get("record").get("eventId").textValue()).isEqualTo("r-1");
                    assertThat(Instant.parse(it.get("record").get("knownAt").textValue())
                                    .toEpochMilli())
                            .isGreaterThanOrEqualTo(before);
                });
    }

    @Test
    void shouldFindWhatIsAskedFor() throws Exception {
        sendMany(40);

        assertThat(rides("--limit", "2")).hasSize(2);
        var all = rides("--from", "beginning", "--no-follow");
        assertThat(all).hasSize(40);
        assertThat(rides("--no-follow")).isEqualTo(all.subList(30, 40));
        assertThat(rides("--from", "end", "--no-follow")).isEmpty();
        assertThat(rides("--from", "-1h", "--until", "-30m")).isEmpty();
        assertThat(rides("--from", "-1h", "--until", "end")).hasSize(40);
        assertThat(rides("--key", "s-3", "--from", "beginning", "--no-follow"))
                .containsExactly("r-3", "r-13", "r-23", "r-33");
        assertThat(rides("--key", "s-3", "--limit", "1")).containsExactly("r-33");
        assertThat(rides("--where", "record.bikes < 3 && key == 's-1'", "--no-follow"))
                .containsExactly("r-1");
        var partition = partition("s-1");
        assertThat(rides("--from", partition + ":0", "--until", partition + ":1"))
                .containsExactly(rides(
                                "--from",
                                "beginning",
                                "--no-follow",
                                "--where",
                                "partition == " + partition + " && offset == 0")
                        .get(0));
    }

    @Test
    void shouldSayThatThereIsNoSuchPartition() {
        var result = tail("events", "--from", "7:0");

        assertThat(result.code()).isEqualTo(11);
        assertThat(result.errors()).singleElement().asString().contains("no partition 7");
    }

    @Test
    void shouldSayWhatIsWrongWithACondition() throws Exception {
        sendMany(1);

        var wrong = tail("events", "--where", "record.bike > 3");
        var failing = tail("events", "--no-follow", "--where", "record.weather > 3");

        assertThat(wrong.code()).isEqualTo(7);
        assertThat(wrong.errors().get(0)).contains("no such field as record.bike; did you mean record.bikes?");
        assertThat(failing.printed()).isEmpty();
        assertThat(failing.errors().get(0)).startsWith("note: --where failed on records, first at ");
    }

    @Test
    void shouldShowWhatCantBeDecodedAndDeadLettersOfAllTopics() throws Exception {
        sendMany(1);
        cluster.produce(pipeline + ".events", "s-1", "garbage".getBytes(UTF_8), new ByteArraySerializer());
        cluster.produce(List.of(letter(".events.dlq", "UNDECODABLE", "no header")), new ByteArraySerializer());
        cluster.produce(List.of(letter(".labels.dlq", "NULL_KEY", "no key")), new ByteArraySerializer());

        var events = tail("events", "--no-follow", "--output", "json").json();
        var letters = tail("dead-letters", "--no-follow").printed();

        assertThat(events.get(0).get("record").get("rideId").textValue()).isEqualTo("r-0");
        assertThat(events.get(1).get("undecodable").get("code").textValue()).isEqualTo("UNDECODABLE");
        assertThat(events.get(1).get("bytes").binaryValue()).isEqualTo("garbage".getBytes(UTF_8));
        assertThat(letters).hasSize(7);
        assertThat(letters.get(1)).contains("UNDECODABLE", "feature-enricher", "s-1");
        assertThat(letters.get(2)).isEqualTo("    no header");
        assertThat(letters.get(3)).isEqualTo("    " + pipeline + ".events 1:17: 7 bytes: 67617262616765");
        assertThat(letters.get(4)).contains("NULL_KEY");
    }

    @Test
    void shouldShowARecordWhoseSchemaNobodyHasAndGoOn() throws Exception {
        cluster.produce(pipeline + ".events", "s-0", new byte[] {0, 0, 0, 0, 99, 1, 2}, new ByteArraySerializer());
        sendMany(1);

        var events = tail("events", "--no-follow", "--output", "json");

        assertThat(events.errors()).isEmpty();
        assertThat(events.json())
                .satisfiesExactly(
                        it -> assertThat(it.get("undecodable").get("message").textValue())
                                .isEqualTo("the registry has no Avro schema with id 99"),
                        it -> assertThat(it.get("record").get("rideId").textValue())
                                .isEqualTo("r-0"));
    }

    @Test
    void shouldFollowUntilTheLimit() throws Exception {
        sendMany(1);

        var following = CompletableFuture.supplyAsync(() -> rides("--from", "beginning", "--limit", "3"));
        sendMany(2);

        assertThat(following.get(30, TimeUnit.SECONDS)).containsExactlyInAnyOrder("r-0", "r-0", "r-1");
    }

    @Test
    void shouldEndQuietlyWhenNobodyReadsAnyMore() throws Exception {
        sendMany(40);
        var broken = new PrintStream(new OutputStream() {
            private int lines;

            @Override
            public void write(int character) throws IOException {
                lines += character == '\n' ? 1 : 0;
                if (lines > 2) {
                    throw new IOException("Broken pipe");
                }
            }
        });

        var result = run(
                terminal -> new TailCommand(Terminal.of(broken, false, Map.of())),
                List.of("events", "--from", "beginning", "--pipeline", file.toString()));

        assertThat(result.code()).isZero();
        assertThat(result.errors()).isEmpty();
    }

    @Test
    void shouldEndWithCodeZeroAtCtrlC() throws Exception {
        sendMany(1);
        var output = folder.resolve("output");
        var main = List.of(SluicegateMain.class.getName(), "tail", "events", "--pipeline", file.toString());
        var process = new ProcessBuilder(JavaCommand.line(List.of("-Xmx256m"), main))
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try {
            await("the event, or that a registry within this JVM has no schema for that one")
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> Files.readString(output).matches("(?s).*(r-0|can't be decoded).*"));
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldSayAtCtrlCHowManyEventsWereSent() throws Exception {
        var rows = IntStream.range(0, 10_000)
                .mapToObj(i -> "r-%d,s-1,%d,2026-11-27T18:00:00Z\n".formatted(i, i))
                .collect(Collectors.joining());
        var input = Files.writeString(folder.resolve("many.csv"), "rideId,stationId,bikes,startedAt\n" + rows);
        var output = folder.resolve("output");
        var process = new ProcessBuilder(JavaCommand.line(
                        List.of("-Xmx256m"),
                        List.of(
                                SluicegateMain.class.getName(),
                                "events",
                                "send",
                                "--pipeline",
                                file.toString(),
                                "--input",
                                input.toString(),
                                "--schema",
                                schema(),
                                "--rate",
                                "20")))
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try {
            await("a first event")
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> !tail("events", "--no-follow").printed().isEmpty());
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(Files.readString(output))
                    .matches("(?s)sent [1-9][0-9,]* events to " + pipeline + ".events in .*");
        } finally {
            process.destroyForcibly();
        }
    }

    private ProducerRecord<String, byte[]> letter(String topic, String code, String message) {
        var record = new ProducerRecord<>(pipeline + topic, "s-1", "garbage".getBytes(UTF_8));
        Map.of(
                        DeadLetter.CODE,
                        code,
                        DeadLetter.MESSAGE,
                        message,
                        DeadLetter.STAGE,
                        "feature-enricher",
                        DeadLetter.TOPIC,
                        pipeline + ".events",
                        DeadLetter.PARTITION,
                        "1",
                        DeadLetter.OFFSET,
                        "17")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    private void sendMany(int count) throws IOException {
        var rows = IntStream.range(0, count)
                .mapToObj(i -> "r-%d,s-%d,%d,2026-11-27T18:00:00Z\n".formatted(i, i % 10, i))
                .collect(Collectors.joining());
        var sent = sendEvents("rideId,stationId,bikes,startedAt\n" + rows, "--schema", schema(), "--rate", "500");
        assertThat(sent.errors()).isEmpty();
    }

    private String schema() throws IOException {
        return Files.writeString(folder.resolve("ride.avsc"), SCHEMA).toString();
    }

    private Result sendEvents(String rows, String... arguments) throws IOException {
        var input = Files.writeString(folder.resolve("rides.csv"), rows);
        var all = new ArrayList<>(List.of("--input", input.toString()));
        all.addAll(List.of(arguments));
        return send(EventsCommand.Send::new, all.toArray(String[]::new));
    }

    private Result send(Function<Terminal, Object> command, String... arguments) {
        var all = new ArrayList<>(List.of("--pipeline", file.toString()));
        all.addAll(List.of(arguments));
        return run(command, all);
    }

    private List<String> rides(String... arguments) {
        var all = new ArrayList<>(List.of("--output", "json"));
        all.addAll(List.of(arguments));
        return tail("events", all.toArray(String[]::new)).json().stream()
                .map(it -> it.get("record").get("rideId").textValue())
                .toList();
    }

    private Result tail(String kind, String... arguments) {
        var all = new ArrayList<>(List.of(kind, "--pipeline", file.toString()));
        all.addAll(List.of(arguments));
        return run(TailCommand::new, all);
    }

    private static Result run(Function<Terminal, Object> command, List<String> arguments) {
        var bytes = new ByteArrayOutputStream();
        var notes = new ByteArrayOutputStream();
        var terminal =
                Terminal.of(new PrintStream(bytes, true, UTF_8), new PrintStream(notes, true, UTF_8), false, Map.of());
        var code = new CommandLine(command.apply(terminal))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (!(failure instanceof CommandFailed failed)) {
                        throw failure;
                    }
                    terminal.note(String.valueOf(failed.getMessage()));
                    return failed.exitCode().code();
                })
                .execute(arguments.toArray(String[]::new));
        return new Result(
                code,
                bytes.toString(UTF_8).lines().toList(),
                notes.toString(UTF_8).lines().toList());
    }

    private static int partition(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % 3;
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
