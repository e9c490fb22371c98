package io.sluicegate.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.runtime.http.HttpServer;
import io.sluicegate.runtime.metrics.MeterRegistries;
import io.sluicegate.runtime.service.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command whose Kafka or registry doesn't answer says so within five seconds, with the address. */
class UnreachableIT {
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");
    private static final Duration LIMIT = Duration.ofSeconds(5);
    /** All at once on a small machine. */
    private static final Duration ALL = Duration.ofSeconds(45);

    private static final String NOBODY = "localhost:1";

    @TempDir
    private Path folder;

    @Test
    void shouldSayWithinFiveSecondsThatKafkaDoesNotAnswer() throws IOException {
        var began = System.nanoTime();

        var result = Desk.run("topics", "plan", "--pipeline", pipeline(NOBODY, "http://localhost:1"));

        assertThat(result.refusal(ExitCode.UNREACHABLE)).startsWith("Kafka at localhost:1 doesn't answer within ");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LIMIT);
    }

    @Test
    void shouldSayItFromEachCommandThatNeedsKafka() throws Exception {
        var file = pipeline(NOBODY, "http://localhost:1");
        var commands = Stream.of(
                        "topics apply",
                        "fraud traffic",
                        "approve -v 1",
                        "deploy -v 1",
                        "canary -v 1 --percent 1",
                        "shadow -v 1",
                        "shift --percent 1",
                        "promote",
                        "abort",
                        "rollback",
                        "pause",
                        "resume",
                        "rollout withdraw",
                        "versions",
                        "audit",
                        "drift",
                        "explain e1",
                        "live --at 1h",
                        "blast-radius fraud-model@1",
                        "replay 0:1",
                        "tail predictions",
                        "load --rate 1")
                .<Callable<String>>map(command -> () -> failed(command + " --pipeline " + file))
                .toList();

        for (var failed : Executors.newCachedThreadPool().invokeAll(commands, ALL.toSeconds(), TimeUnit.SECONDS)) {
            assertThat(failed.isCancelled()).as("no command waits for long").isFalse();
            assertThat(failed.get())
                    .startsWith("10 Kafka at localhost:1 doesn't answer within ")
                    .contains("check that it runs and that kafka.bootstrap is its address");
        }
    }

    @Test
    void shouldTellWithinFiveSecondsWhatAStatusCanTellWithoutKafka() throws Exception {
        try (var service = HttpServer.start(
                "localhost",
                0,
                MeterRegistries.prometheus(),
                () -> Map.of("stream-scorer", "Kafka at x hasn't answered for 9 s (refused); check that it runs"),
                routes -> {})) {
            var line = List.of("status", "--url", service.url(), "--pipeline", pipeline(NOBODY, "http://localhost:1"));
            var began = System.nanoTime();

            var text = Desk.run(line.toArray(String[]::new));

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LIMIT);
            assertThat(text.code()).isEqualTo(ExitCode.UNREACHABLE.code());
            assertThat(text.out())
                    .contains("the service at " + service.url() + " answers: not ready are stream-scorer")
                    .contains("! Kafka at localhost:1 doesn't answer within 3 s\n  -> check that it runs and that")
                    .contains("! stream-scorer isn't ready: Kafka at x hasn't answered")
                    .contains("\n  -> check that it runs\n");
            var json = Desk.run(
                    Stream.concat(line.stream(), Stream.of("--output", "json")).toArray(String[]::new));
            assertThat(json.code()).isEqualTo(ExitCode.UNREACHABLE.code());
            var status = new ObjectMapper().readTree(json.out()).get(0);
            assertThat(status.at("/findings/0/what").asText()).startsWith("Kafka at localhost:1 doesn't answer");
            assertThat(status.at("/findings/0/remedy").asText()).contains("kafka.bootstrap");
            assertThat(status.at("/services/0/reasons/stream-scorer").asText()).startsWith("Kafka at x");
        }
    }

    @Test
    void shouldSayThatAnAddressIsNoAddress() throws IOException {
        assertThat(failed("topics plan --pipeline " + pipeline("no.such.host.invalid:9092", "http://localhost:1")))
                .startsWith("10 Kafka at no.such.host.invalid:9092 ");
    }

    /** A busy broker, or one behind a busy machine: a right address deserves more patience than a wrong one. */
    @Test
    void shouldWaitLongerWhereSomethingListens() throws Exception {
        try (var busy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var address = "localhost:" + busy.getLocalPort();
            var began = System.nanoTime();
            var notes = new ByteArrayOutputStream();
            var before = System.err;
            System.setErr(new PrintStream(notes, true, UTF_8));
            try {
                var result = Desk.run("topics", "plan", "--pipeline", pipeline(address, "http://localhost:1"));

                assertThat(result.refusal(ExitCode.UNREACHABLE))
                        .startsWith("Kafka at " + address + " doesn't answer within 15 s");
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(LIMIT);
                assertThat(notes.toString(UTF_8)).startsWith("Kafka at " + address + " hasn't answered for 3 s");
            } finally {
                System.setErr(before);
            }
        }
    }

    /** It takes connections and never answers. */
    @Test
    void shouldSayWithinFiveSecondsThatTheRegistryDoesNotAnswer() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var address = "http://localhost:" + silent.getLocalPort();
            var began = System.nanoTime();

            var result = Desk.run("check", "--registry", "--pipeline", pipeline(NOBODY, address));

            assertThat(result.refusal(ExitCode.UNREACHABLE))
                    .startsWith("the schema registry at " + address + " doesn't answer within ");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LIMIT);
        }
    }

    @Test
    void shouldSayThatSomethingElseThanARegistryIsThere() throws Exception {
        try (var other = HttpServer.start("localhost", 0, MeterRegistries.prometheus(), Map::of, routes -> {})) {
            assertThat(Desk.run("check", "--registry", "--pipeline", pipeline(NOBODY, other.url()))
                            .refusal(ExitCode.UNREACHABLE))
                    .startsWith("no schema registry is at " + other.url()
                            + ": the server there has no path /subjects below it; correct kafka.registry");
        }
        assertThat(Desk.run("check", "--registry", "--pipeline", pipeline(NOBODY, "localhost:8081"))
                        .refusal(ExitCode.UNREACHABLE))
                .startsWith("no schema registry is at localhost:8081: it is no http address");
    }

    @Test
    void shouldNotPrintThePasswordInARegistrysAddress() throws IOException {
        var file = pipeline(NOBODY, "http://ada:s3cret@localhost:1");

        for (var line : List.of("check --registry", "status", "doctor", "topics plan", "audit --debug")) {
            var result = Desk.run((line + " --pipeline " + file).split(" "));

            assertThat(result.code()).as(line).isNotZero();
            assertThat(result.out() + result.errors()).as(line).doesNotContain("s3cret");
        }
        assertThat(Desk.run("check", "--registry", "--pipeline", file).refusal(ExitCode.UNREACHABLE))
                .startsWith("the schema registry at http://localhost:1 doesn't answer");
    }

    @Test
    void shouldNameTheFilesOtherProblemsBesideARegistryThatDoesNotAnswer() throws IOException {
        var file = Path.of(pipeline(NOBODY, "http://localhost:1"));
        Files.writeString(file, Files.readString(file).replace("aggregate: mean", "aggregate: avg"));

        var result = Desk.run("check", "--registry", "--pipeline", file.toString());

        assertThat(result.code()).isEqualTo(ExitCode.BAD_CONFIGURATION.code());
        assertThat(result.errors().get(0)).contains("'avg' is not one of");
    }

    private static String failed(String line) {
        var errors = new java.util.ArrayList<String>();
        int code = SluicegateMain.run(errors::add, line.split(" "));
        return code + " " + String.join("\n", errors);
    }

    private String pipeline(String bootstrap, String registry) throws IOException {
        var yaml = Files.readString(FRAUD)
                .replaceFirst("bootstrap: \\S+", "bootstrap: " + bootstrap)
                .replaceFirst("registry: \\S+", "registry: " + registry);
        return Files.writeString(folder.resolve("pipeline.yaml"), yaml).toString();
    }
}
