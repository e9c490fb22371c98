package io.sluicegate.launcher.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sluicegate.records.fraud.CardTransaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of a load that need no Kafka. */
class LoadTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    @TempDir
    Path folder;

    @Test
    void shouldKeepASteadyRate() {
        var due = new Pace(100, Duration.ZERO, Optional.empty()).schedule(Duration.ofSeconds(2));

        assertThat(due.length).isBetween(200, 201);
        assertThat(due[0]).isZero();
        assertThat(due[50]).isCloseTo(500 * MILLI, within(1_000L));
    }

    @Test
    void shouldRaiseTheRateEvenly() {
        var due = new Pace(100, Duration.ofSeconds(10), Optional.empty()).schedule(Duration.ofSeconds(20));

        assertThat(between(due, 0, 10)).isBetween(460L, 510L);
        assertThat(between(due, 0, 5)).isLessThan(between(due, 5, 10) / 2);
        assertThat(between(due, 10, 20)).isBetween(995L, 1_005L);
    }

    @Test
    void shouldBurstAgainAndAgain() {
        var burst = Burst.parse("500,10s,1s");
        var due = new Pace(10, Duration.ZERO, Optional.of(burst)).schedule(Duration.ofSeconds(25));

        assertThat(between(due, 0, 1)).isBetween(10L, 11L);
        assertThat(between(due, 10, 11)).isBetween(495L, 505L);
        assertThat(between(due, 20, 21)).isBetween(495L, 505L);
        assertThat(between(due, 12, 20)).isBetween(78L, 82L);
        assertThatThrownBy(() -> Burst.parse("500,1s,10s")).hasMessageContaining("end before the next begins");
        assertThatThrownBy(() -> Burst.parse("500")).hasMessageContaining("RATE,EVERY,LENGTH");
    }

    private static long between(long[] due, int from, int until) {
        var second = TimeUnit.SECONDS.toNanos(1);
        return Arrays.stream(due)
                .filter(it -> it >= from * second && it < until * second)
                .count();
    }

    @Test
    void shouldDrawKeysByZipfsLaw() {
        var random = new Random(7);
        var skewed = counts(new Zipf(100, 1), random);
        var even = counts(new Zipf(100, 0), random);

        assertThat(skewed[0]).isBetween(18_000, 20_500); // 1 / the hundredth harmonic number, 5.187, of 100,000
        assertThat(skewed[1]).isBetween(skewed[0] / 2 - 700, skewed[0] / 2 + 700);
        assertThat(Arrays.stream(even).min().orElseThrow()).isGreaterThan(850);
        assertThat(Arrays.stream(even).max().orElseThrow()).isLessThan(1_150);
    }

    private static int[] counts(Zipf zipf, Random random) {
        var counts = new int[100];
        IntStream.range(0, 100_000).forEach(i -> counts[zipf.draw(random)]++);
        return counts;
    }

    @Test
    void shouldMeasureFromTheScheduledTime() {
        var due = new long[] {0, 10 * MILLI, 20 * MILLI, 30 * MILLI};
        var ids = new EventIds.Given("load-");
        var arrivals = new Arrivals(due, 10 * MILLI, ids);

        for (int number = 0; number < due.length; number++) {
            arrivals.arrived(ids.of(number), 110 * MILLI); // all at once, after a pause
        }
        arrivals.arrived(ids.of(2), 120 * MILLI);
        arrivals.arrived("of somebody else", 120 * MILLI);
        arrivals.arrived("load-99", 120 * MILLI);

        assertThat(arrivals.answered()).isEqualTo(4);
        assertThat(arrivals.doubled()).isEqualTo(1);
        assertThat(arrivals.micros().getTotalCount()).as("without the warm-up").isEqualTo(3);
        assertThat(arrivals.micros().getMaxValue()).isBetween(100_000L, 100_100L);
        assertThat(arrivals.micros().getMinValue()).isBetween(79_900L, 80_100L);
        assertThat(arrivals.takeInterval().getTotalCount()).isEqualTo(3);
        assertThat(arrivals.takeInterval().getTotalCount()).isZero();
    }

    @Test
    void shouldGiveWholeNumbersWhereIdsAreNumbers() {
        var ids = EventIds.Given.begun(1_764_322_345_678L, true);

        assertThat(ids.of(12)).isEqualTo("176432234512");
        assertThat(ids.number("176432234512")).hasValue(12);
        assertThat(Long.parseLong(ids.of(20_000_000))).isPositive();
        assertThat(EventIds.Given.begun(1_764_322_345_678L, false).of(1))
                .startsWith("load-")
                .endsWith("-1");
    }

    @Test
    void shouldFindTheEventOfAPredictionThatComesBeforeItsPlaceIsKnown() {
        var places = new EventIds.Places();
        var arrivals = new Arrivals(new long[] {0, MILLI}, 0, places);

        arrivals.arrived("events-3-17", 5 * MILLI);
        assertThat(arrivals.answered()).isZero();
        places.lies("events", 3, 17, 1);
        arrivals.resolve();
        arrivals.resolve();

        assertThat(arrivals.answered()).isEqualTo(1);
        assertThat(arrivals.doubled()).isZero();
        assertThat(arrivals.micros().getMaxValue()).isBetween(4_000L, 4_005L);
    }

    @Test
    void shouldCountAsLostWhatHasNeitherPredictionNorDeadLetter() {
        var result = new LoadResult(10, 100, 1, 90, 0, 4, new Histogram(3), new Histogram(3));

        assertThat(result.lost()).isEqualTo(5);
        assertThat(result.isClean()).isFalse();
        assertThat(new LoadResult(10, 100, 0, 96, 0, 4, new Histogram(3), new Histogram(3)).isClean())
                .isTrue();
    }

    @Test
    void shouldShiftANumberFromATimeOn() {
        var schema = SchemaBuilder.record("E")
                .fields()
                .requiredDouble("amount")
                .requiredInt("count")
                .endRecord();
        var event = new GenericData.Record(schema);
        event.put("amount", 10.0);
        event.put("count", 10);

        FieldShift.parse("amount*1.5@20s").apply(event, Duration.ofSeconds(19));
        assertThat(event.get("amount")).isEqualTo(10.0);
        FieldShift.parse("amount*1.5@20s").apply(event, Duration.ofSeconds(20));
        FieldShift.parse("count-3@500ms").apply(event, Duration.ofSeconds(1));

        assertThat(event.get("amount")).isEqualTo(15.0);
        assertThat(event.get("count")).isEqualTo(7);
        assertThatThrownBy(() -> FieldShift.parse("amount")).hasMessageContaining("FIELD*FACTOR@TIME");
        assertThatThrownBy(() -> Durations.parse("soon")).hasMessageContaining("found 'soon'");
    }

    @Test
    void shouldMakeUpEventsThatFitTheSchema() {
        var schema = CardTransaction.getClassSchema();
        var samples = new RandomSamples(schema, new Random(7));

        for (int i = 0; i < 100; i++) {
            assertThat(GenericData.get().validate(schema, samples.next())).isTrue();
        }
    }

    @Test
    void shouldGiveEachEventAnIdATimeAndAKeyOfItsOwn() throws Exception {
        var line = "{\"transactionId\": \"old\", \"cardId\": \"ann\", \"merchantId\": \"m\", \"deviceId\": \"d\","
                + " \"category\": \"c\", \"country\": \"DE\", \"homeCountry\": \"DE\", \"amount\": 1, \"cardPresent\": true,"
                + " \"occurredAt\": \"2020-01-01T00:00:00Z\", \"legs\": []}";
        var file = Files.writeString(folder.resolve("events.jsonl"), line + "\n\n" + line + "\n");

        var notes = new ArrayList<String>();
        var records = Source.rows(file, CardTransaction.getClassSchema(), notes::add);

        assertThat(records).hasSize(2);
        assertThat(notes).containsExactly("note: " + file + " has 'legs', which events don't: left out");
        var samples = Samples.repeated(records.subList(0, 1));
        var first = samples.next();
        first.put("amount", 99.0);
        assertThat(samples.next().get("amount"))
                .as("each event is the caller's own")
                .isEqualTo(1.0);
        assertThatThrownBy(() -> Source.rows(
                        Files.writeString(folder.resolve("bad.jsonl"), "{\"amount\": 1}"),
                        CardTransaction.getClassSchema(),
                        notes::add))
                .hasMessageContaining("bad.jsonl, line 1")
                .hasMessageContaining("transactionId");
    }

    @Test
    void shouldWriteALogThatHdrHistogramReads() throws Exception {
        var file = folder.resolve("load.hlog");
        var histogram = new Histogram(3);
        histogram.recordValue(12_000);
        try (var log = new HdrLog(file, 1_000_000)) {
            log.write(1, histogram);
            log.write(2, new Histogram(3));
        }

        try (var reader = new HistogramLogReader(file.toFile())) {
            var read = (Histogram) reader.nextIntervalHistogram();
            assertThat(read.getTotalCount()).isEqualTo(1);
            assertThat(read.getMaxValue()).isBetween(12_000L, 12_010L);
            assertThat(reader.nextIntervalHistogram()).isNotNull();
        }
    }
}
