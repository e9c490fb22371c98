package io.sluicegate.console.domain;

import static io.sluicegate.console.Samples.NOON;
import static io.sluicegate.console.Samples.PIPELINE;
import static io.sluicegate.console.Samples.command;
import static io.sluicegate.console.Samples.deployment;
import static io.sluicegate.console.Samples.entry;
import static io.sluicegate.console.Samples.prediction;
import static io.sluicegate.console.Samples.registration;
import static io.sluicegate.console.Samples.report;
import static io.sluicegate.console.Samples.status;
import static io.sluicegate.console.Samples.trial;
import static io.sluicegate.console.Samples.trigger;
import static io.sluicegate.console.Samples.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluicegate.console.domain.Fact.Audited;
import io.sluicegate.console.domain.Fact.Beaten;
import io.sluicegate.console.domain.Fact.Buried;
import io.sluicegate.console.domain.Fact.Deployed;
import io.sluicegate.console.domain.Fact.Predicted;
import io.sluicegate.console.domain.Fact.Registered;
import io.sluicegate.console.domain.Fact.Reported;
import io.sluicegate.console.domain.Fact.Triggered;
import io.sluicegate.console.domain.Fact.Unreadable;
import io.sluicegate.console.domain.Instance.State;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.records.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipelineFoldTest {
    private final PipelineFold fold = new PipelineFold(PIPELINE);

    @Test
    void shouldKnowNothingAtFirst() {
        var facts = fold.at(NOON);

        assertThat(facts.revision()).isZero();
        assertThat(facts.primary()).isEmpty();
        assertThat(facts.traffic().predictions()).isZero();
        assertThat(facts.drift()).isEmpty();
    }

    @Test
    void shouldHoldTheHighestRevisionInForce() {
        var canary = trial(3, "v1", "v2", 1_000);
        canary.setWarm(List.of(version("v0")));
        fold.add(new Deployed(canary));
        fold.add(new Deployed(deployment(2, "v0")));

        var facts = fold.at(NOON);

        assertThat(facts.revision()).isEqualTo(3);
        assertThat(facts.primary()).contains("v1");
        assertThat(facts.candidate()).contains("v2");
        assertThat(facts.previous()).contains("v0");
    }

    @Test
    void shouldPassOverOtherPipelines() {
        var other = deployment(9, "v9");
        other.setPipeline("churn");

        assertThat(fold.add(new Deployed(other))).isFalse();
        assertThat(fold.at(NOON).deployment()).isEmpty();
    }

    @Test
    void shouldKeepTheNewestWindowOfEachSubjectAndTheVerdictsBefore() {
        fold.add(new Reported(report(DriftScope.FEATURE, "amount", "v1", NOON, Verdict.HEALTHY)));
        fold.add(new Reported(report(DriftScope.FEATURE, "amount", "v1", NOON.plusSeconds(1800), Verdict.DRIFTED)));
        fold.add(new Reported(report(DriftScope.FEATURE, "amount", "v1", NOON, Verdict.HEALTHY)));
        fold.add(new Reported(report(DriftScope.FEATURE, "abroad", "v1", NOON, Verdict.NO_DATA)));

        assertThat(fold.at(NOON).drift())
                .extracting(DriftSubject::name, subject -> subject.latest().getVerdict(), DriftSubject::verdicts)
                .containsExactly(
                        tuple("abroad", Verdict.NO_DATA, List.of(Verdict.NO_DATA)),
                        tuple("amount", Verdict.DRIFTED, List.of(Verdict.HEALTHY, Verdict.DRIFTED)));
        assertThat(fold.at(NOON).drift().get(1).statistic("psi"))
                .hasValueSatisfying(psi -> assertThat(psi.getValue()).isEqualTo(0.31));
    }

    @Test
    void shouldShowTheOutcomesOfTheNewestTenureAndNoneOfAnOlderOne() {
        fold.add(new Reported(outcomes(3, NOON, Verdict.HEALTHY)));
        fold.add(new Reported(outcomes(7, NOON, Verdict.NO_DATA)));
        fold.add(new Reported(outcomes(3, NOON.plusSeconds(60), Verdict.HEALTHY)));

        assertThat(fold.at(NOON).drift())
                .singleElement()
                .satisfies(subject -> assertThat(subject.latest().getTenure()).isEqualTo(7))
                .satisfies(subject -> assertThat(subject.verdicts()).containsExactly(Verdict.NO_DATA));
    }

    private static DriftReport outcomes(long tenure, Instant windowEnd, Verdict verdict) {
        var report = report(DriftScope.OUTCOME, "labels", "1", windowEnd, verdict);
        report.setTenure(tenure);
        return report;
    }

    @Test
    void shouldShowTheDriftOfWhatIsInForceOnly() {
        var inForce = deployment(3, "v2");
        inForce.setWarm(List.of(version("v1")));
        fold.add(new Deployed(inForce));
        for (var version : new String[] {"v0", "v1", "v2"}) {
            fold.add(new Reported(report(DriftScope.FEATURE, "amount", version, NOON, Verdict.HEALTHY)));
            fold.add(new Reported(report(DriftScope.OUTCOME, "labels", version, NOON, Verdict.HEALTHY)));
        }

        assertThat(fold.at(NOON).driftInForce())
                .extracting(DriftSubject::scope, DriftSubject::version)
                .containsExactly(
                        tuple(DriftScope.FEATURE, "v2"),
                        tuple(DriftScope.OUTCOME, "v1"),
                        tuple(DriftScope.OUTCOME, "v2"));
    }

    @Test
    void shouldKeepTheNewestTriggersAndEntriesFirst() {
        IntStream.rangeClosed(1, 130).forEach(i -> fold.add(new Triggered(trigger("t" + i))));
        fold.add(new Audited(entry(AuditKind.ACCEPTED, command("c1", CommandKind.DEPLOY, "v1"), deployment(1, "v1"))));
        fold.add(new Audited(entry(AuditKind.ACTIVATED, command("c1", CommandKind.DEPLOY, "v1"), deployment(2, "v1"))));

        assertThat(fold.at(NOON).triggers())
                .hasSize(100)
                .first()
                .extracting(RetrainingTrigger::getTriggerId)
                .isEqualTo("t130");
        assertThat(fold.at(NOON).audit())
                .extracting(entry -> entry.getKind())
                .containsExactly(AuditKind.ACTIVATED, AuditKind.ACCEPTED);
    }

    @Test
    void shouldTellLivingInstancesFromSilentOnesAndThoseThatLeft() {
        var left = status("scorer-c", NOON);
        left.setStopping(true);
        fold.add(new Beaten(status("scorer-a", NOON)));
        fold.add(new Beaten(status("scorer-b", NOON.minusSeconds(11))));
        fold.add(new Beaten(left));

        assertThat(fold.at(NOON).instances())
                .extracting(instance -> instance.status().getInstance(), Instance::state)
                .containsExactly(
                        tuple("scorer-a", State.ALIVE), tuple("scorer-b", State.SILENT), tuple("scorer-c", State.LEFT));
    }

    @Test
    void shouldCountDeadLettersByTopicAndCode() {
        fold.add(new Buried("fraud.events.dlq", "UNDECODABLE", NOON));
        fold.add(new Buried("fraud.events.dlq", "UNDECODABLE", NOON.plusSeconds(2)));
        fold.add(new Buried("fraud.events.dlq", "MISSING_FIELD", NOON));

        assertThat(fold.at(NOON).deadLetters())
                .containsExactly(
                        new DeadLetterCount("fraud.events.dlq", "MISSING_FIELD", 1, NOON),
                        new DeadLetterCount("fraud.events.dlq", "UNDECODABLE", 2, NOON.plusSeconds(2)));
    }

    @Test
    void shouldBoundTheCodesThatAnyoneMayWrite() {
        IntStream.range(0, 1000).forEach(i -> fold.add(new Buried("fraud.events.dlq", "made up " + i, NOON)));

        var deadLetters = fold.at(NOON).deadLetters();

        assertThat(deadLetters).hasSizeLessThanOrEqualTo(257);
        assertThat(deadLetters.stream().mapToLong(DeadLetterCount::count).sum()).isEqualTo(1000);
    }

    @Test
    void shouldCountWhatItCannotRead() {
        fold.add(new Unreadable("fraud.drift"));
        fold.add(new Unreadable("fraud.drift"));

        assertThat(fold.at(NOON).unreadable()).containsEntry("fraud.drift", 2L);
    }

    @Test
    void shouldListModelsOnceInTheOrderOfTheirRegistration() {
        fold.add(new Registered(registration("v1")));
        fold.add(new Registered(registration("v2")));
        fold.add(new Registered(registration("v1")));

        assertThat(fold.at(NOON).models())
                .extracting(model -> model.getVersion())
                .containsExactly("v1", "v2");
    }

    @Test
    void shouldLeaveASnapshotAsItWas() {
        var before = fold.at(NOON);
        fold.add(new Predicted(prediction("e1", "v1"), NOON, Optional.empty()));

        assertThat(before.traffic().predictions()).isZero();
        assertThat(fold.at(NOON).traffic().predictions()).isEqualTo(1);
    }
}
