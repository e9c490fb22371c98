package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.fraud.FraudExample;
import io.sluicegate.fraud.Scale;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** {@code sluicegate test}: the example's cases, and cases that aren't as they say. */
class CasesTest {
    private static final Path FRAUD = Path.of("../examples/fraud");
    private static final Path SCHEMA =
            Path.of("../schemas/src/test/resources/committed/io.sluicegate.records.fraud.CardTransaction.avsc");

    @TempDir
    private static Path folder;

    private static Path bundle;

    @BeforeAll
    static void train() throws IOException {
        var config = PipelineConfigReader.read(
                FRAUD.resolve("fraud.yaml"),
                Map.of("SLUICEGATE_MODELS", folder.resolve("models").toString()));
        var example = FraudExample.create(config, new Scale(7, 480, 1, 6_000), Instant.parse("2026-02-01T00:00:00Z"));
        bundle = Path.of(example.publishFirst("1", Instant.now()).location());
    }

    @Test
    void shouldFindTheExampleAsItsCasesSay() throws Exception {
        var junit = folder.resolve("cases.xml");

        var result = Desk.run(
                "test", FRAUD.resolve("cases").toString(), "--bundle", bundle.toString(), "--junit", junit.toString());

        assertThat(result.succeeded().lines()).as(result.out()).last().isEqualTo("8 cases, 0 failed");
        assertThat(result.out()).contains("ok      features: windows count and sum up the payments of one card");
        var suites = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
        assertThat(suites.getElementsByTagName("testcase").getLength()).isEqualTo(8);
        assertThat(suites.getElementsByTagName("failure").getLength()).isZero();
    }

    @Test
    void shouldShowExpectedAndFoundSideBySideAndExitWithOne() throws Exception {
        var cases = Files.writeString(folder.resolve("wrong.yaml"), """
                event: {merchantId: m, deviceId: d, category: c, country: DE, homeCountry: DE, cardPresent: true}
                cases:
                - name: "it is <wrong>\\x01"
                  events:
                  - {transactionId: a, cardId: ann, amount: 12.0, occurredAt: 2026-03-01T12:00:00Z}
                  features:
                  - {eventId: a, spend_1h: 13, count_1h: 1}
                  predictions:
                  - {eventId: a, score: {above: 2}}
                """);
        var junit = folder.resolve("wrong.xml");

        var result = Desk.run(
                "test",
                cases.toString(),
                "--pipeline",
                FRAUD.resolve("fraud.yaml").toString(),
                "--schema",
                SCHEMA.toString(),
                "--bundle",
                bundle.toString(),
                "--junit",
                junit.toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.lines())
                .anyMatch(line -> line.startsWith("FAILED  wrong: it is <wrong>"))
                .anyMatch(line -> line.matches(" +features of a: spend_1h +13 +12[.]0"))
                .anyMatch(line -> line.matches(" +prediction of a: score +above 2 +0[.].*"));
        var failure = (Element) DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(junit.toFile())
                .getElementsByTagName("failure")
                .item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("features of a: spend_1h: expected 13, found 12.0");
        assertThat(failure.getTextContent()).contains("where", "expected", "found");
        assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("it is <wrong>\uFFFD");
    }

    @Test
    void shouldSayWhatACaseLacks() throws IOException {
        assertThat(run("cases: [{name: a, evnts: []}]").errors())
                .singleElement()
                .asString()
                .contains("cases[0].evnts: no such key", "is 'events' meant?");
        assertThat(run("cases: 7").errors()).singleElement().asString().contains("cases: expected a list, found 7");
        assertThat(run("cases: [").errors()).singleElement().asString().contains("case.yaml");
        assertThat(run("cases: [{name: a, predictions: [{eventId: x}]}]").out())
                .contains("it expects predictions: name a bundle or a model-version");
        assertThat(run("cases: [{name: a, events: [{amount: 1.0}]}]").out())
                .contains("field 'transactionId': expected string, found no such field");
        assertThat(Desk.run("test", folder.resolve("nowhere").toString()).errors())
                .singleElement()
                .asString()
                .contains("there are no cases in");
    }

    private static Desk.Result run(String cases) throws IOException {
        var file = Files.writeString(folder.resolve("case.yaml"), cases);
        return Desk.run(
                "test",
                file.toString(),
                "--pipeline",
                FRAUD.resolve("fraud.yaml").toString(),
                "--schema",
                SCHEMA.toString());
    }
}
