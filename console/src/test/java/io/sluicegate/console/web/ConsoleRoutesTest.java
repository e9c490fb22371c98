package io.sluicegate.console.web;

import static io.sluicegate.console.Samples.NOON;
import static io.sluicegate.console.Samples.command;
import static io.sluicegate.console.Samples.deployment;
import static io.sluicegate.console.Samples.entry;
import static io.sluicegate.console.Samples.prediction;
import static io.sluicegate.console.Samples.report;
import static io.sluicegate.console.Samples.status;
import static io.sluicegate.console.Samples.textReport;
import static io.sluicegate.console.Samples.trial;
import static io.sluicegate.console.Samples.trigger;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.console.domain.Fact.Audited;
import io.sluicegate.console.domain.Fact.Beaten;
import io.sluicegate.console.domain.Fact.Buried;
import io.sluicegate.console.domain.Fact.Deployed;
import io.sluicegate.console.domain.Fact.Predicted;
import io.sluicegate.console.domain.Fact.Reported;
import io.sluicegate.console.domain.Fact.Triggered;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.Verdict;
import io.sluicegate.runtime.control.CommandNotWritten;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleRoutesTest {
    private static final String ROLLBACK =
            "kind=ROLLBACK&version=2&issuedBy=ada&reason=too+many+alarms&expectedRevision=7";

    private final Served served = new Served();

    @AfterEach
    void close() {
        served.close();
    }

    @ParameterizedTest
    @CsvSource({"/,text/html", "/console.css,text/css", "/console.js,text/javascript", "/console.svg,image/svg+xml"})
    void shouldServeThePageUnderAStrictPolicy(String path, String type) throws Exception {
        var reply = served.get(path);

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWithIgnoringCase(type);
        assertThat(reply.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-inline");
        assertThat(reply.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void shouldServeThePagesOfSeveralPipelinesEachBelowAPathOfItsOwn() throws Exception {
        try (var several = new Served("fraud")) {
            assertThat(several.get("/").body()).contains("<a href=\"pipelines/fraud/\">fraud</a>");
            assertThat(several.get("/pipelines/fraud/").body()).contains("<title>Sluicegate</title>");
            assertThat(several.get("/pipelines/fraud/console.js").statusCode()).isEqualTo(200);
            assertThat(several.get("/pipelines/fraud/api/facts").body()).contains("\"pipeline\":\"fraud\"");
            assertThat(several.get("/pipelines/fraud").headers().firstValue("Location"))
                    .contains("fraud/");
            assertThat(several.get("/api/facts").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void shouldLoadNothingFromElsewhereAndRunNothingInline() throws Exception {
        var page = served.get("/").body();

        assertThat(page).doesNotContain("http://", "https://", "onclick", "style=");
        assertThat(Pattern.compile("<script(?![^>]*src=)").matcher(page).find()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("})
    void shouldNeverTurnTextIntoMarkup(String way) throws Exception {
        assertThat(served.get("/console.js").body()).doesNotContain(way);
    }

    @Test
    void shouldGiveTheFactsAsJson() throws Exception {
        var canary = trial(7, "v1", "v2", 1250);
        served.fold.add(new Deployed(canary));
        served.fold.add(new Predicted(prediction("e1", "v1"), NOON, Optional.of(NOON.minusMillis(40))));
        served.fold.add(new Reported(report(DriftScope.FEATURE, "amount", "v1", NOON, Verdict.DRIFTED)));
        served.fold.add(new Triggered(trigger("t1")));
        served.fold.add(new Audited(entry(AuditKind.ACCEPTED, command("c1", CommandKind.CANARY, "v2"), canary)));
        served.fold.add(new Beaten(status("scorer-a", Instant.now())));
        served.fold.add(new Buried("fraud.events.dlq", "UNDECODABLE", NOON));

        var facts = json(served.get("/api/facts").body());

        assertThat(facts.at("/pipeline").asText()).isEqualTo("fraud");
        assertThat(facts.at("/deployment/revision").asLong()).isEqualTo(7);
        assertThat(facts.at("/deployment/arms/0/role").asText()).isEqualTo("PRIMARY");
        assertThat(facts.at("/deployment/arms/0/percent").asDouble()).isEqualTo(87.5);
        assertThat(facts.at("/deployment/arms/1/role").asText()).isEqualTo("CANDIDATE");
        assertThat(facts.at("/deployment/arms/1/percent").asDouble()).isEqualTo(12.5);
        assertThat(facts.at("/deployment/arms/1/tenure").asLong()).isEqualTo(7);
        assertThat(facts.at("/deployment/warm").isArray()).isTrue();
        assertThat(facts.at("/deployment/warm")).isEmpty();
        assertThat(facts.at("/traffic/predictions").asLong()).isEqualTo(1);
        assertThat(facts.at("/traffic/latency/overall/p99").asLong()).isEqualTo(40);
        assertThat(facts.at("/traffic/versions/0/outcomes/SCORED").asLong()).isEqualTo(1);
        assertThat(facts.at("/drift/0/statistics/0/name").asText()).isEqualTo("psi");
        assertThat(facts.at("/drift/0/statistics/0/threshold").asDouble()).isEqualTo(0.2);
        assertThat(facts.at("/drift/0/shares").isArray()).isTrue();
        assertThat(facts.at("/triggers/0/records").asLong()).isEqualTo(1500);
        assertThat(facts.at("/audit/0/command/commandId").asText()).isEqualTo("c1");
        assertThat(facts.at("/instances/0/versions/0/state").asText()).isEqualTo("READY");
        assertThat(facts.at("/instances/0/versions/0/requestedProvider").asText())
                .isEqualTo("CUDAExecutionProvider");
        assertThat(facts.at("/instances/0/versions/0/provider").asText()).isEqualTo("CUDAExecutionProvider");
        assertThat(facts.at("/instances/0/versions/0/cpuNodes").asInt()).isEqualTo(3);
        assertThat(facts.at("/instances/0/versions/0/fallbackReason").isNull()).isTrue();
        assertThat(facts.at("/deadLetters/0/code").asText()).isEqualTo("UNDECODABLE");
    }

    @Test
    void shouldGiveTheSharesOfAStringFeatureAndNothingThatCouldBeMarkup() throws Exception {
        served.fold.add(new Deployed(trial(7, "v1", "v2", 1250)));
        served.fold.add(new Reported(textReport("category", "v1", "<script>alert(1)</script>")));

        var body = served.get("/api/facts").body();

        assertThat(body).doesNotContain("<");
        var shares = json(body).at("/drift/0/shares");
        assertThat(shares.at("/0/kind").asText()).isEqualTo("OTHER");
        assertThat(shares.at("/0/window").asDouble()).isEqualTo(0.044);
        assertThat(shares.at("/1/value").asText()).isEqualTo("<script>alert(1)</script>");
    }

    @Test
    void shouldSendTheFactsLive() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(served.url() + "/api/facts/live"))
                .header("Accept", "text/event-stream")
                .build();
        try (var lines =
                HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {
            var events = lines.filter(line -> line.startsWith("data: ")).iterator();
            assertThat(json(events.next().substring(6)).at("/deployment").isNull())
                    .isTrue();

            served.fold.add(new Deployed(deployment(7, "v1")));

            var revision = 0L;
            for (var i = 0; i < 5 && revision == 0; i++) {
                revision = json(events.next().substring(6))
                        .at("/deployment/revision")
                        .asLong();
            }
            assertThat(revision).isEqualTo(7);
        }
    }

    @Test
    void shouldAppendTheCommandThatTheFormAsksFor() throws Exception {
        var reply = served.post(ROLLBACK, request -> request.header("X-Sluicegate-Console", "command"));

        assertThat(reply.statusCode()).isEqualTo(202);
        assertThat(served.commands).hasSize(1);
        var command = served.commands.get(0);
        assertThat(command.getKind()).isEqualTo(CommandKind.ROLLBACK);
        assertThat(command.getIssuedBy()).isEqualTo("ada");
        assertThat(command.getReason()).isEqualTo("too many alarms");
        assertThat(command.getExpectedRevision()).isEqualTo(7);
        assertThat(json(reply.body()).at("/commandId").asText()).isEqualTo(command.getCommandId());
    }

    @Test
    void shouldRefuseACommandWithoutThePagesHeader() throws Exception {
        var reply = served.post(ROLLBACK, request -> {});

        assertThat(reply.statusCode()).isEqualTo(403);
        assertThat(json(reply.body()).at("/error").asText()).contains("X-Sluicegate-Console");
        assertThat(served.commands).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Origin,http://elsewhere.example", "Origin,null", "Sec-Fetch-Site,cross-site"})
    void shouldRefuseACommandFromAnotherSitesPage(String header, String value) throws Exception {
        var reply = served.post(ROLLBACK, request -> request.header("X-Sluicegate-Console", "command")
                .header(header, value));

        assertThat(reply.statusCode()).isEqualTo(403);
        assertThat(served.commands).isEmpty();
    }

    @Test
    void shouldNotTakeTheHostHeadersWordForItsOwnName() throws Exception {
        var port = URI.create(served.url()).getPort();
        try (var socket = new Socket("localhost", port)) {
            var request = "POST /api/commands HTTP/1.1\r\nHost: evil.example:%d\r\nOrigin: http://evil.example:%d\r\n"
                    + "Sec-Fetch-Site: same-origin\r\nX-Sluicegate-Console: command\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s";
            socket.getOutputStream()
                    .write(request.formatted(port, port, ROLLBACK.length(), ROLLBACK)
                            .getBytes(US_ASCII));
            var reply = new String(socket.getInputStream().readAllBytes(), US_ASCII);

            assertThat(reply).startsWith("HTTP/1.1 403").contains("service.names");
        }
        assertThat(served.commands).isEmpty();
    }

    @Test
    void shouldTakeACommandFromItsOwnPage() throws Exception {
        var reply = served.post(ROLLBACK, request -> request.header("X-Sluicegate-Console", "command")
                .header("Origin", served.url())
                .header("Sec-Fetch-Site", "same-origin"));

        assertThat(reply.statusCode()).isEqualTo(202);
    }

    @Test
    void shouldSayWhatIsWrongWithTheForm() throws Exception {
        var reply = served.post(
                "kind=ROLLBACK&version=2&issuedBy=ada&reason=&expectedRevision=7",
                request -> request.header("X-Sluicegate-Console", "command"));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(json(reply.body()).at("/error").asText()).startsWith("reason: ");
        assertThat(served.commands).isEmpty();
    }

    @Test
    void shouldSayThatACommandMayNotHaveBeenWritten() throws Exception {
        served.fault = new CommandNotWritten(new IllegalStateException("no broker"));

        var reply = served.post(ROLLBACK, request -> request.header("X-Sluicegate-Console", "command"));

        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(json(reply.body()).at("/error").asText()).contains("no broker", "check in the audit");
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
