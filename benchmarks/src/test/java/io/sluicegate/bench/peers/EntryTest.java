package io.sluicegate.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bench.scoring.ModelKind;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import org.junit.jupiter.api.Test;

class EntryTest {
    @Test
    void shouldMeasureEachRowOnceInEachRound() {
        var first = Entry.ofRound(TestPeers.SETTINGS, 0);

        assertThat(first).doesNotHaveDuplicates();
        assertThat(Entry.ofRound(TestPeers.SETTINGS, 3)).containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void shouldBeginEachRoundWithAnotherContender() {
        assertThat(Entry.ofRound(TestPeers.SETTINGS, 0).get(0).contender()).isEqualTo(Contender.PASS_THROUGH);
        assertThat(Entry.ofRound(TestPeers.SETTINGS, 9).get(0).contender()).isEqualTo(Contender.JET);
    }

    @Test
    void shouldLeaveOutWhatAContenderCannotDo() {
        assertThat(Entry.ofRound(TestPeers.SETTINGS, 0))
                .noneMatch(it -> it.contender() == Contender.SPARK && it.exactlyOnce())
                .noneMatch(it -> it.contender() == Contender.ADAPTER && it.model() == ModelKind.SMALL)
                .anyMatch(it -> it.contender() == Contender.SPARK && !it.exactlyOnce())
                .anyMatch(it -> it.contender() == Contender.ADAPTER && it.model() == ModelKind.FFNN);
    }

    @Test
    void shouldNameAPipelineThatNobodyElseHas() {
        var entry = new Entry(ModelKind.FFNN, Contender.FLINK_BATCHED, Guarantee.EXACTLY_ONCE, 2);

        assertThat(entry.pipeline(1)).isEqualTo("ffnn_flink_batched_exactly_once_2_1");
        assertThat(Entry.ofRound(TestPeers.SETTINGS, 0))
                .extracting(it -> it.pipeline(1))
                .doesNotHaveDuplicates();
        assertThat(entry).hasToString("ffnn, flink-batched, exactly-once, 2 threads");
    }
}
