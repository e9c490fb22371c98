package io.sluicegate.launcher.demo;

import io.sluicegate.console.domain.PipelineFacts;
import java.util.Locale;
import java.util.Map;

/** The last chapter: checks in the log that every event has exactly one answer, and says how soon it came. */
final class FinalCheck {
    private final Loop loop;
    private final Watch watch;
    private final SeenLatency seen;

    FinalCheck(Loop loop, Watch watch, SeenLatency seen) {
        this.loop = loop;
        this.watch = watch;
        this.seen = seen;
    }

    Happened accounted() throws Exception {
        loop.traffic().pause();
        var produced = loop.traffic().counts().events();
        watch.await(
                now -> now.traffic().predictions() >= produced,
                produced + " predictions for the same number of events");
        var verdict = loop.check().verdict();
        var triggers = watch.facts().triggers().size();
        if (!verdict.holds() || triggers != 1) {
            throw new StepFailed(verdict + ", " + triggers + " triggers for one drift");
        }
        return new Happened(
                String.format(
                        Locale.ROOT,
                        "%,d events, %,d predictions, %d dead letters; %d lost, %d doubled, %d keys out of order; exactly once, with latency %s, %s",
                        verdict.events(),
                        verdict.predictions(),
                        verdict.deadLetters(),
                        verdict.lost() - verdict.deadLetters(),
                        verdict.doubled(),
                        verdict.disordered(),
                        loop.latency(),
                        seen.words()),
                figures(watch.facts(), verdict, triggers));
    }

    private Map<String, Object> figures(PipelineFacts facts, LogCheck.Verdict verdict, int triggers) {
        var figures = TrafficFigures.of(facts);
        figures.put("latency", loop.latency());
        figures.put("events", verdict.events());
        figures.put("deadLetters", verdict.deadLetters());
        figures.put("lost", verdict.lost());
        figures.put("doubled", verdict.doubled());
        figures.put("disordered", verdict.disordered());
        figures.put("triggers", triggers);
        figures.putAll(seen.figures());
        return figures;
    }
}
