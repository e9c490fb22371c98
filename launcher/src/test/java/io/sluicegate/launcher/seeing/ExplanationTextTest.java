package io.sluicegate.launcher.seeing;

import static io.sluicegate.launcher.seeing.Seen.NOON;
import static io.sluicegate.launcher.seeing.Seen.deployment;
import static io.sluicegate.launcher.seeing.Seen.entry;
import static io.sluicegate.launcher.seeing.Seen.placed;
import static io.sluicegate.launcher.seeing.Seen.prediction;
import static io.sluicegate.launcher.seeing.Seen.registered;
import static io.sluicegate.launcher.seeing.Seen.registration;
import static io.sluicegate.launcher.seeing.Seen.report;
import static io.sluicegate.launcher.seeing.Seen.trigger;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.launcher.seeing.domain.Decided;
import io.sluicegate.launcher.seeing.domain.Explanation;
import io.sluicegate.launcher.seeing.domain.Found;
import io.sluicegate.launcher.seeing.domain.Place;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.Label;
import io.sluicegate.records.Verdict;
import io.sluicegate.runtime.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplanationTextTest {
    private static final int WIDTH = 80;

    @Test
    void shouldPrintTheWholeChainWithThePlaceOfEachRecord() {
        var printed = Screen.of(terminal -> new ExplanationText(whole(), terminal).print());

        assertThat(printed).isEqualTo("""
                event        fraud.events 0:41  written 2026-03-01T12:00:00Z
                             transactionId=e1, amount=12.5
                features     fraud.features 0:100  written 2026-03-01T12:00:00Z
                             set fingerprint: amount=12.5, abroad=true
                decision     sluicegate.audit 0:1  written 2026-03-01T12:01:00Z
                             revision 1, revision 1: DEPLOY 1, wanted by ada ("because");
                             fraud-model@1 registered by retraining-job, approved by grace
                prediction   fraud.predictions 0:97  written 2026-03-01T12:00:00Z
                             SCORED by fraud-model@1 as PRIMARY with 0 % of the keys, bundle
                             digest-1, score 0.25, not positive, definitions UNCHECKED, on
                             CPUExecutionProvider
                label        fraud.labels 0:7  written 2026-03-01T12:00:00Z
                             positive, known since 2026-03-01T12:00:00Z
                window       fraud.drift 0:3  written 2026-03-01T12:00:00Z
                             FEATURE amount of version 1 from 2026-03-01T11:31:00Z to
                             2026-03-01T12:01:00Z: DRIFTED, psi 0.4 (limit 0.2)
                trigger      fraud.triggers 0:0  written 2026-03-01T12:00:00Z
                             feature-drift: amount drifted in 2 of 3 windows, t1
                """);
        assertThat(printed.lines()).allMatch(line -> line.length() <= WIDTH);
    }

    @Test
    void shouldSayWhatIsMissing() {
        var alone = new Explanation(
                new Found<>(place("fraud.predictions", 97), prediction("e1", "card-1", "1", 1)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of());

        assertThat(Screen.of(terminal -> new ExplanationText(alone, terminal).print()))
                .contains(
                        "event        no longer kept",
                        "features     no longer kept",
                        "decision     the audit has no revision 1",
                        "label        none has come yet",
                        "window       none that counts the event has been reported yet",
                        "trigger      none rests on these windows");
    }

    @Test
    void shouldGiveTheSameAsJson() {
        assertThat(Json.write(ExplanationJson.of(whole(), 1_234)))
                .contains("\"event\":{\"place\":{\"topic\":\"fraud.events\",\"partition\":0,\"offset\":41,")
                .contains("\"record\":{\"eventId\":\"e1\",\"entity\":\"card-1\",\"eventTime\":\"2026-03-01T12:00:00Z\"")
                .contains("\"verdict\":\"DRIFTED\"", "\"triggerId\":\"t1\"", "\"issuedBy\":\"ada\"")
                .contains("\"recordsRead\":1234");
    }

    static Explanation whole() {
        var audit = placed(
                registered(registration("1", "grace")),
                entry(AuditKind.ACTIVATED, CommandKind.DEPLOY, "1", deployment(1, "1")));
        var event = new LinkedHashMap<String, Object>();
        event.put("transactionId", "e1");
        event.put("amount", 12.5);
        var features = new LinkedHashMap<String, Object>();
        features.putAll(Map.of("featureSet", "fingerprint"));
        features.put("amount", 12.5);
        features.put("abroad", true);
        return new Explanation(
                new Found<>(place("fraud.predictions", 97), prediction("e1", "card-1", "1", 1)),
                Optional.of(new Found<>(place("fraud.events", 41), event)),
                Optional.of(new Found<>(place("fraud.features", 100), features)),
                Decided.revision(1, audit),
                List.of(),
                Optional.of(new Found<>(place("fraud.labels", 7), new Label("e1", "card-1", true, NOON, NOON))),
                List.of(new Found<>(
                        place("fraud.drift", 3),
                        report(DriftScope.FEATURE, "amount", NOON.plusSeconds(60), 0.4, Verdict.DRIFTED))),
                List.of(new Found<>(place("fraud.triggers", 0), trigger("t1"))));
    }

    private static Place place(String topic, long offset) {
        return new Place(topic, 0, offset, NOON);
    }
}
