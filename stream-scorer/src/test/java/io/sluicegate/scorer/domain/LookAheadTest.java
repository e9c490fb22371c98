package io.sluicegate.scorer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LookAheadTest {
    private final List<List<RawRecord>> batches = new ArrayList<>();
    private final LookAhead<String> ahead = new LookAhead<>(4, 10);

    @Test
    void shouldScoreALoneRecordAtOnce() {
        var record = record(0, 7);
        ahead.note(record);

        assertThat(ahead.take(record, this::score)).isEqualTo("0-7");
        assertThat(sizes()).containsExactly(1);
        assertThat(ahead.noted()).isZero();
    }

    @Test
    void shouldScoreWhatIsNotNoted() {
        assertThat(ahead.take(record(0, 7), this::score)).isEqualTo("0-7");
        assertThat(sizes()).containsExactly(1);
    }

    @Test
    void shouldScoreBatchesUnderLoadAndGiveResultsInTurn() {
        var records = noted(0, 10);

        assertThat(records)
                .extracting(record -> ahead.take(record, this::score))
                .containsExactlyElementsOf(
                        IntStream.range(0, 10).mapToObj(i -> "0-" + i).toList());
        assertThat(sizes()).containsExactly(4, 4, 2);
    }

    @Test
    void shouldScoreNoMoreThanTheVersionsMayHaveAndNeverMoreThanItsOwnMost() {
        var records = noted(0, 10);

        ahead.limit(3);
        records.subList(0, 3).forEach(record -> ahead.take(record, this::score));
        ahead.limit(100);
        records.subList(3, 10).forEach(record -> ahead.take(record, this::score));

        assertThat(sizes()).containsExactly(3, 4, 3);
    }

    @Test
    void shouldGiveWhatIsKeptOnceInTurnAndUnderItsRevisionOnly() {
        ahead.startRevision(3);
        var records = noted(0, 3);
        assertThat(ahead.kept(records.get(0), 3)).isEmpty();
        ahead.take(records.get(0), this::score);

        assertThat(ahead.kept(records.get(2), 3)).isEmpty();
        assertThat(ahead.kept(records.get(1), 4)).isEmpty();
        assertThat(ahead.kept(record(0, 1), 3)).isEmpty();
        assertThat(ahead.kept(records.get(1), 3)).contains("0-1");
        assertThat(ahead.kept(records.get(1), 3)).isEmpty();
        assertThat(ahead.noted()).isEqualTo(1);
    }

    @Test
    void shouldFillABatchFromOtherPartitionsAfterItsOwn() {
        var own = noted(0, 2);
        var other = noted(1, 5);

        ahead.take(own.get(0), this::score);

        assertThat(batches.get(0)).containsExactly(own.get(0), own.get(1), other.get(0), other.get(1));
        assertThat(ahead.take(other.get(0), this::score)).isEqualTo("1-0");
        assertThat(batches).hasSize(1);
    }

    @Test
    void shouldTakeInTurnOneOfEachPartition() {
        var own = noted(0, 3);
        var second = noted(1, 3);
        var third = noted(2, 3);

        ahead.take(own.get(0), this::score);

        assertThat(batches.get(0))
                .startsWith(own.get(0), own.get(1))
                .containsExactlyInAnyOrder(own.get(0), own.get(1), second.get(0), third.get(0));
    }

    @Test
    void shouldPassARecordWithoutABatch() {
        var records = noted(0, 3);

        ahead.pass(records.get(0));
        ahead.take(records.get(1), this::score);

        assertThat(batches).containsExactly(List.of(records.get(1), records.get(2)));
    }

    @Test
    void shouldNotGiveAResultToAnotherRecordReadAtTheSamePlace() {
        var records = noted(0, 2);
        ahead.take(records.get(0), this::score);
        var readAgain = record(0, 1);

        ahead.take(readAgain, this::score);

        assertThat(batches.get(1)).containsExactly(readAgain);
    }

    @Test
    void shouldForgetWhatFollowsASeekBack() {
        noted(0, 5);
        var again = record(0, 2);

        ahead.note(again);

        assertThat(ahead.noted()).isEqualTo(3);
        ahead.take(again, this::score);
        assertThat(batches.get(0)).containsExactly(again);
    }

    @Test
    void shouldDropNotesBelowTheCurrentOffset() {
        var records = noted(0, 6);

        ahead.take(records.get(4), this::score);

        assertThat(batches.get(0)).containsExactly(records.get(4), records.get(5));
        assertThat(ahead.noted()).isEqualTo(1);
    }

    @Test
    void shouldBoundTheNotes() {
        var records = noted(0, 15);

        assertThat(ahead.noted()).isEqualTo(10);
        assertThat(records)
                .extracting(record -> ahead.take(record, this::score))
                .doesNotContainNull()
                .hasSize(15);
        assertThat(ahead.noted()).isZero();
    }

    @Test
    void shouldForgetARevokedPartition() {
        noted(0, 3);
        var kept = noted(1, 2);

        ahead.forget(0);

        assertThat(ahead.noted()).isEqualTo(2);
        ahead.take(kept.get(0), this::score);
        assertThat(batches.get(0)).containsExactlyElementsOf(kept);
    }

    @Test
    void shouldThrowKeptResultsAwayWhenTheRevisionChanges() {
        var records = noted(0, 4);
        ahead.startRevision(1);
        ahead.take(records.get(0), this::score);

        assertThat(ahead.startRevision(2)).isEqualTo(3);
        ahead.take(records.get(1), this::score);

        assertThat(batches.get(1)).containsExactlyElementsOf(records.subList(1, 4));
        assertThat(ahead.startRevision(2)).isZero();
    }

    @Test
    void shouldScoreTheRecordsOfASpoiltBatchAlone() {
        var records = noted(0, 6);

        var results = records.stream()
                .map(record -> ahead.take(record, this::scoreButSpoiltBy2))
                .toList();

        assertThat(results).containsExactly("0-0", "0-1", "spoilt", "0-3", "0-4", "0-5");
        assertThat(sizes()).containsExactly(4, 1, 1, 1, 1, 2);
    }

    @Test
    void shouldOpenLoneRecordsAgainForAnotherRevision() {
        var records = noted(0, 4);
        ahead.take(records.get(0), this::scoreButSpoiltBy2);
        batches.clear();

        ahead.startRevision(5);
        ahead.take(records.get(1), this::score);

        assertThat(sizes()).containsExactly(3);
    }

    private List<Optional<String>> score(List<RawRecord> batch) {
        batches.add(batch);
        return batch.stream()
                .map(record -> Optional.of(record.partition() + "-" + record.offset()))
                .toList();
    }

    private List<Optional<String>> scoreButSpoiltBy2(List<RawRecord> batch) {
        var results = score(batch);
        if (batch.stream().noneMatch(record -> record.offset() == 2)) {
            return results;
        }
        return batch.size() == 1
                ? List.of(Optional.of("spoilt"))
                : batch.stream().map(any -> Optional.<String>empty()).toList();
    }

    private List<RawRecord> noted(int partition, int count) {
        var records =
                IntStream.range(0, count).mapToObj(i -> record(partition, i)).toList();
        records.forEach(ahead::note);
        return records;
    }

    private static RawRecord record(int partition, long offset) {
        return new RawRecord(partition, offset, new byte[0], new byte[0]);
    }

    private List<Integer> sizes() {
        return batches.stream().map(List::size).toList();
    }
}
