package io.sluicegate.scorer.pacing;

import static io.sluicegate.scorer.TestFeatures.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.pipeline.config.ModelSettings.OtherDefinitions;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestDeployments;
import io.sluicegate.scorer.TestEvent;
import io.sluicegate.scorer.TestFeatures;
import io.sluicegate.scorer.TestPipeline;
import io.sluicegate.scorer.batching.BatchScorer;
import io.sluicegate.scorer.domain.LateResults;
import io.sluicegate.scorer.domain.LookAhead;
import io.sluicegate.scorer.domain.RawRecord;
import io.sluicegate.scorer.predictions.Answer;
import io.sluicegate.scorer.predictions.PredictionSchemas;
import io.sluicegate.scorer.versions.ModelHolder;
import io.sluicegate.scorer.versions.Serving;
import io.sluicegate.scorer.versions.VersionLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a thread makes of results of calls that outlasted their transaction. */
class ScorerThreadTest {
    private static final int CAP = 4;
    private static final Answer KNOWN = new Answer.Unreadable(new Rejection(ErrorCode.UNDECODABLE, "known"));

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PipelineMetrics metrics = new PipelineMetrics(meters, "fraud");
    private final LateResults<Answer> late = new LateResults<>(CAP);
    private ModelHolder holder;
    private ScorerThread thread;
    private List<RawRecord> records;

    @BeforeEach
    void open() {
        holder = new ModelHolder(
                new VersionLoader(
                        TestBundles.MODEL,
                        TestBundles.FEATURE_SET,
                        CAP,
                        TestBundles.PATIENT,
                        folder.resolve("marks"),
                        OtherDefinitions.REFUSE,
                        TestBundles.ANYWHERE),
                metrics,
                Duration.ofMinutes(10));
        holder.accept(TestDeployments.revision(1)
                .primary(new TestBundles(folder).linear(1))
                .view());
        assertThat(holder.await(Serving::isReady, Duration.ofSeconds(60))).isPresent();
        var clients = new TestPipeline("unused:1", "mock://" + UUID.randomUUID(), folder)
                .context(meters)
                .clients();
        var features = new TestFeatures(clients);
        records = IntStream.range(0, 6)
                .mapToObj(i -> new RawRecord(
                        0,
                        i,
                        "card".getBytes(UTF_8),
                        features.bytes(TestEvent.of(i, i + 1, 1).get(0))))
                .toList();
        thread = new ScorerThread(
                new LookAhead<>(CAP, 100),
                new BatchScorer(
                        TOPICS.features(), clients.schemas(), CAP, metrics, InstantSource.system(), TestBundles.rule()),
                metrics.counter(Metric.SCORER_THROWN_AWAY),
                Optional.empty(),
                late);
        thread.begin(Map.of(), new PredictionSchemas(1, 2));
        records.forEach(thread::note);
    }

    @AfterEach
    void close() {
        holder.close();
    }

    @Test
    void shouldMakeWholeBatchesOfWhatIsNotKnown() {
        late.keep(records.subList(0, 2), List.of(Optional.of(KNOWN), Optional.of(KNOWN)), 1);

        var answers = answers();

        assertThat(answers.subList(0, 2)).containsOnly(KNOWN);
        assertThat(answers.subList(2, 6)).hasOnlyElementsOfType(Answer.Scored.class);
        assertThat(calls()).isOne();
    }

    @Test
    void shouldNotComputeAgainWhatIsKnownAmongOthers() {
        late.keep(records.subList(1, 3), List.of(Optional.of(KNOWN), Optional.of(KNOWN)), 1);

        var answers = answers();

        assertThat(answers.subList(1, 3)).containsOnly(KNOWN);
        assertThat(answers)
                .hasSize(6)
                .filteredOn(Answer.Scored.class::isInstance)
                .hasSize(4);
        assertThat(calls()).isEqualTo(2);
    }

    private List<Answer> answers() {
        return records.stream()
                .map(record ->
                        thread.kept(record, holder.serving()).orElseGet(() -> thread.answer(record, holder.serving())))
                .toList();
    }

    private long calls() {
        return metrics.timer(Metric.SCORER_INFERENCE, "1").count();
    }
}
