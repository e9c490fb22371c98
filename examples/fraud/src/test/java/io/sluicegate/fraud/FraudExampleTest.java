package io.sluicegate.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.InputBinding;
import io.sluicegate.bundle.Opened;
import io.sluicegate.fraud.training.BundleCheck;
import io.sluicegate.pipeline.config.PipelineConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FraudExampleTest {
    private static final Scale SMALL = new Scale(7, 300, 2400, 15_000);

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    static Path store;

    private static PipelineConfig config;
    private static FraudExample example;
    private static PublishedVersion first;

    @BeforeAll
    static void publish() throws IOException {
        config = TestPipeline.config(store);
        example = FraudExample.create(config, SMALL, NOW);
        first = example.publishFirst("v1", NOW);
    }

    @Test
    void shouldPublishAWholeBundle() {
        var bundle = open(first);

        assertThat(bundle.digest()).isEqualTo(first.digest());
        assertThat(bundle.manifest().model()).isEqualTo("fraud-model");
        assertThat(bundle.manifest().featureSetFingerprint())
                .isEqualTo(config.features().fingerprint());
        assertThat(bundle.manifest().trainedOn()).contains("AUC").isEqualTo(first.description());
        assertThat(InputBinding.problems(bundle.manifest(), config.features())).isEmpty();
    }

    @Test
    void shouldPublishGoldenVectorsThatTheModelAnswers() {
        var golden = open(first).golden();

        assertThat(golden.vectors()).hasSize(20);
        assertThat(golden.vectors())
                .anyMatch(vector -> vector.features().values().stream().anyMatch(JsonNode::isNull))
                .allMatch(vector -> vector.features().get("category").isTextual());
        assertThat(golden.vectors())
                .extracting(vector -> vector.score().orElseThrow())
                .anyMatch(score -> score > 0.8);
        assertThat(BundleCheck.worstGoldenDifference(open(first))).isLessThanOrEqualTo(golden.tolerance());
    }

    @Test
    void shouldPublishAReferenceProfileOfWarmRowsAndTheirScores() {
        var reference = open(first).reference();

        assertThat(reference.getRows())
                .isLessThan(example.history().size())
                .isEqualTo(example.rows(NOW).size());
        var inputs = open(first).manifest().inputs();
        assertThat(reference.getFeatures())
                .extracting(profile -> profile.getName())
                .containsExactlyElementsOf(inputs.get(0).features());
        assertThat(reference.getStrings()).singleElement().satisfies(profile -> {
            assertThat(profile.getName()).isEqualTo(inputs.get(1).name()).isEqualTo("category");
            assertThat(profile.getValues()).startsWith("grocery").hasSize(9).doesNotContain("popup");
            assertThat(profile.getOther()).isZero();
            assertThat(profile.getMissing()).isZero();
        });
        assertThat(reference.getScore()).isNotNull();
    }

    @Test
    void shouldPublishABadVersionThatOnlyItsOutcomesGiveAway() throws IOException {
        var bad = open(example.publishBad("v1", "v1-bad", NOW));
        var rows = example.rows(NOW).rows();

        assertThat(BundleCheck.worstGoldenDifference(bad))
                .isLessThanOrEqualTo(bad.golden().tolerance());
        assertThat(InputBinding.problems(bad.manifest(), config.features())).isEmpty();
        assertThat(BundleCheck.evaluate(open(first), rows).falsePositiveRate()).isLessThan(0.03);
        assertThat(BundleCheck.evaluate(bad, rows).falsePositiveRate()).isGreaterThan(0.45);
    }

    @Test
    void shouldEndTheHistoryWithADriftWindow() {
        var window = config.drift().window().toMillis();
        var times = example.history().stream()
                .map(generated -> generated.event().getOccurredAt().toEpochMilli() / window)
                .toList();

        assertThat(times).hasSizeGreaterThan(SMALL.history());
        assertThat(times.get(times.size() - 1)).isEqualTo(times.get(times.size() - 2) + 1);
    }

    @Test
    void shouldSayWhichVersionIsMissing() {
        assertThatThrownBy(() -> example.publishBad("v9", "v9-bad", NOW))
                .hasMessageContaining("no complete bundle")
                .hasMessageContaining("v9");
    }

    @Test
    void shouldFindTheCardsForARate() {
        assertThat(Scale.ofRate(7, 200, 1200, 1_000).eventsPerSecond()).isCloseTo(200, within(1.0));
        assertThat(Scale.FAST.eventsPerSecond()).isCloseTo(412, within(1.0));
    }

    private static Bundle open(PublishedVersion version) {
        return ((Opened.Whole) BundleStore.open(version.location(), version.digest())).bundle();
    }
}
