package io.sluicegate.launcher.demo;

import static io.sluicegate.launcher.seeing.Seen.NOON;
import static io.sluicegate.launcher.seeing.Seen.PIPELINE;
import static io.sluicegate.launcher.seeing.Seen.deployment;
import static io.sluicegate.launcher.seeing.Seen.entry;
import static io.sluicegate.launcher.seeing.Seen.prediction;
import static io.sluicegate.launcher.seeing.Seen.report;
import static io.sluicegate.launcher.seeing.Seen.trial;
import static io.sluicegate.launcher.seeing.Seen.trigger;

import io.sluicegate.console.PipelineView;
import io.sluicegate.console.domain.Fact;
import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.console.domain.PipelineFold;
import io.sluicegate.launcher.cli.Recording;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the demo looks like on a terminal of eighty columns, and in a pipe: its own code tells a fixed sequence of facts. */
class DemoRecordingTest {

    @Test
    void shouldLookRightOnATerminalOfEightyColumns() throws IOException {
        Recording.shouldShow("demo", terminal -> new Story(terminal).tell());
    }

    /** The figures are on the last line as long as nothing else is told. */
    @Test
    void shouldShowTheFiguresInPlace() throws IOException {
        Recording.shouldShow("demo-figures", terminal -> new Story(terminal).tellFigures());
    }

    @Test
    void shouldKeepEachEventInOneLineOfAPipe() throws IOException {
        Recording.shouldWrite("demo", terminal -> new Story(terminal).tell());
    }

    /** One telling, with a clock and facts of its own. */
    private static final class Story implements PipelineView {
        private final PipelineFold fold = new PipelineFold(PIPELINE);
        private final DemoReport account = new DemoReport(() -> this.nanos);
        private final Narrator narrator;
        private final Telling telling;
        private long nanos;
        private Consumer<Fact> listener = fact -> {};

        Story(Terminal terminal) {
            narrator = new Narrator(terminal, account);
            telling = new Telling(this, narrator);
        }

        void tell() {
            narrator.chapter("Starting");
            after(2_100);
            narrator.say("Kafka broker at localhost:9092, schema registry at http://localhost:8081");
            after(9_400);
            step(Step.STARTED, "all stages run; console at http://localhost:8080");
            after(3_000);
            step(Step.TRAINED, "version 1: logistic regression over 12 features, trained on 20,000 events, AUC 0.931");
            narrator.chapter("Traffic");
            tellFigures();
            after(20_000);
            step(
                    Step.STATIONARY,
                    "4 windows, 48 of 48 feature reports healthy, no trigger; event to prediction p50 7 ms, p95 12 ms,"
                            + " p99 31 ms");
            narrator.chapter("The world changes");
            after(12_300);
            happens(new Fact.Reported(report(DriftScope.FEATURE, "amount_to_mean_1d", NOON, 0.4, Verdict.DRIFTED)));
            happens(new Fact.Triggered(trigger("t1")));
            telling.live();
            happens(new Fact.Audited(entry(AuditKind.ACTIVATED, CommandKind.CANARY, "2", trial(3, "1", "2", 1_000))));
            var refused = entry(AuditKind.REFUSED, CommandKind.PROMOTE, "2", trial(3, "1", "2", 1_000));
            refused.setReason(
                    "it has decided for 3 of the 500 labelled events that the policy candidate-quality demands");
            happens(new Fact.Audited(refused));
            after(40_000);
            account.failed(
                    Step.PROMOTED, "waited 120 s for the promotion of the candidate; the pipeline is at revision 3");
            Conclusion.lines(account).forEach(narrator::list);
            narrator.list("The log is in data/demo/demo.log");
        }

        void tellFigures() {
            fold.add(new Fact.Deployed(deployment(1, "1")));
            for (int event = 0; event < 12; event++) {
                fold.add(new Fact.Predicted(
                        prediction("e" + event, "card-1", "1", 1), NOON, Optional.of(NOON.minusMillis(7))));
            }
            after(5_000);
            telling.live();
            fold.add(new Fact.Deployed(trial(2, "1", "20260301-1203", 1_000)));
            after(5_000);
            telling.live();
        }

        private void after(long millis) {
            nanos += Duration.ofMillis(millis).toNanos();
        }

        private void step(Step step, String summary) {
            narrator.say(account.happened(step, summary, Map.of()));
        }

        private void happens(Fact fact) {
            after(100);
            fold.add(fact);
            listener.accept(fact);
        }

        @Override
        public PipelineFacts snapshot() {
            return fold.at(NOON.plus(Duration.ofSeconds(1)));
        }

        @Override
        public PipelineFacts await(Predicate<PipelineFacts> condition, Duration limit) {
            throw new UnsupportedOperationException("nobody waits here");
        }

        @Override
        public Listening listen(Consumer<Fact> told) {
            listener = told;
            return () -> listener = fact -> {};
        }
    }
}
