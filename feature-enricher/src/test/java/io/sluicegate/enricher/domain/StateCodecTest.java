package io.sluicegate.enricher.domain;

import static io.sluicegate.enricher.Declare.CARD_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.enricher.Cards;
import io.sluicegate.enricher.Declare;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Aggregate;
import io.sluicegate.runtime.binary.UnreadableState;
import io.sluicegate.testing.Draw;
import io.sluicegate.testing.Law;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateCodecTest {
    private static final FeatureDefinition COUNT = Declare.count("n", Duration.ofMinutes(5));
    private static final FeatureDefinition SUM = Declare.of("sum", Aggregate.SUM, "amount", Duration.ofHours(1));
    private static final FeatureDefinition MAX = Declare.of("max", Aggregate.MAX, "amount", Duration.ofMinutes(7));

    /** A value, some buckets after the one before. */
    private record Entry(int steps, double value) {}

    @Test
    void shouldDecodeWhatItEncodes() {
        Law.holds(300, draw -> {
            var rings = List.of(ring(draw), ring(draw));
            var newest = draw.anyLong();
            var windows = windows();
            var codec = new StateCodec(windows);
            var state = new EntityState(windows, newest);
            IntStream.range(0, windows.size()).forEach(i -> state.setRing(i, rings.get(i)));

            var decoded = codec.decode(codec.encode(state));

            assertThat(decoded.newest()).isEqualTo(newest);
            IntStream.range(0, windows.size())
                    .forEach(i -> assertThat(content(decoded.ring(i), i > 0)).isEqualTo(content(rings.get(i), i > 0)));
        });
    }

    /** The law within the lateness: whatever the order, the same state, and so the same features ever after. */
    @Test
    void shouldNotDependOnTheOrderWithinTheLateness() {
        Law.holds(200, draw -> {
            var events =
                    draw.list(1, 20, () -> Cards.at("c", draw.between(0, 599_000) / 1000.0, draw.between(-1e6, 1e6)));
            var shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, new Random(draw.anyLong()));
            var ordered = card(COUNT, SUM, MAX);
            var disordered = card(COUNT, SUM, MAX);
            ordered.send(Cards.at("c", -500, 3)); // some past, partly about to be forgotten
            disordered.send(Cards.at("c", -500, 3));

            events.forEach(ordered::send);
            shuffled.forEach(disordered::send);

            assertThat(disordered.state()).isEqualTo(ordered.state());
            assertThat(disordered.send(Cards.at("c", 700, 1))).isEqualTo(ordered.send(Cards.at("c", 700, 1)));
        });
    }

    @Test
    void shouldGoOnWithEveryRingThatIsStillDeclared() {
        var before = card(COUNT, SUM);
        before.send(Cards.at("c", 0, 5));

        var after = card(MAX, SUM).withState(before.state());

        assertThat(after.send(Cards.at("c", 1, 2))).containsEntry("sum", 7.0).containsEntry("max", 2.0);
        assertThat(card(COUNT, SUM).withState(after.state()).send(Cards.at("c", 2, 1)))
                .containsEntry("sum", 8.0)
                .containsEntry("n", 1L);
    }

    @Test
    void shouldRefuseBytesThatAreNoState() {
        var whole = card(COUNT, SUM);
        whole.send(Cards.at("c", 0, 5));
        var cut = Arrays.copyOf(whole.state(), whole.state().length - 1);

        for (var bytes : List.of(new byte[0], new byte[] {9}, cut)) {
            assertThatThrownBy(() -> card(COUNT, SUM).withState(bytes).send(Cards.at("c", 1, 1)))
                    .isInstanceOf(UnreadableState.class);
        }
    }

    /** The encoding is a contract with states that are already stored. */
    @Test
    void shouldKeepTheEncoding() {
        var card = card(COUNT, SUM);
        card.send(Cards.at("c", 0, 5.25));

        assertThat(card.state())
                .asHexString()
                .isEqualTo(
                        "02" // version 1
                                + "80A8A8949567" // newest event time
                                + "04" // two rings
                                + "BDD5EA9DC2C4B8FFFF01" + "00" + "02" // ring of counts, one bucket
                                + "80D586D202" + "02" // index, count
                                + "99A8A5E9D1FF85DC2A" + "01" + "02" // ring of values, one bucket
                                + "E0F1951C" + "02" + "00" + "80808080A801" + "0000000000001540"); // sum, maximum
    }

    private static Ring ring(Draw draw) {
        var ring = new Ring();
        long bucket = -3_000;
        for (var entry : draw.list(0, 12, () -> new Entry(draw.between(1, 1_000), draw.between(-1e12, 1e12)))) {
            bucket += entry.steps();
            ring.at(bucket).add(entry.value());
        }
        return ring;
    }

    private static List<Window> windows() {
        var fields = new EventFields(Cards.SCHEMA);
        var hour = Duration.ofHours(1);
        var events = new WindowSpec("occurredAt", Optional.empty(), hour, Optional.empty());
        var amounts = new WindowSpec("occurredAt", Optional.of("amount"), hour, Optional.empty());
        return List.of(
                new Window(events, null, null),
                new Window(amounts, fields.use("amount").orElseThrow(), null));
    }

    private static List<List<Object>> content(Ring ring, boolean values) {
        return IntStream.range(0, ring.size())
                .mapToObj(i -> values ? valued(ring.bucket(i), ring.tally(i)) : counted(ring.bucket(i), ring.tally(i)))
                .toList();
    }

    private static List<Object> counted(long bucket, Tally tally) {
        return List.of(bucket, tally.count());
    }

    private static List<Object> valued(long bucket, Tally tally) {
        return List.of(bucket, tally.count(), tally.sum().high(), tally.sum().low(), tally.max());
    }

    private static Entity card(FeatureDefinition... features) {
        return new Entity(Declare.set(features), CARD_EVENTS, Cards.SCHEMA, "c");
    }
}
