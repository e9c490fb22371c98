package io.sluicegate.enricher.domain;

import static io.sluicegate.enricher.Declare.CARD_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.enricher.Cards;
import io.sluicegate.enricher.Declare;
import io.sluicegate.enricher.domain.EntityStates.Updated;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Aggregate;
import io.sluicegate.pipeline.config.FeatureDefinition.Windowed;
import io.sluicegate.runtime.binary.UnreadableState;
import io.sluicegate.testing.Draw;
import io.sluicegate.testing.Law;
import io.sluicegate.testing.RunLength;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntityStatesTest {
    private static final FeatureDefinition COUNT = Declare.count("n", Duration.ofMinutes(5));
    private static final FeatureDefinition SUM = Declare.of("sum", Aggregate.SUM, "amount", Duration.ofHours(1));
    private static final FeatureDefinition MAX = Declare.of("max", Aggregate.MAX, "amount", Duration.ofMinutes(7));

    private static final long LATENESS = Duration.ofMinutes(10).toMillis();

    /** One pass over bytes gives what plain objects give: the same totals and, to the byte, the same states, also for other windows. */
    @Test
    void shouldGiveWhatPlainObjectsGive() {
        Law.holds(RunLength.choose(500, 20_000), draw -> {
            var before = states(draw, windows(draw), null);
            var after = windows(draw);

            states(draw, after, before);
        });
    }

    /** The state after some events, each counted in both ways. */
    private static byte @Nullable [] states(Draw draw, List<Window> windows, byte @Nullable [] begin) {
        var states = new EntityStates(windows, LATENESS);
        var state = begin;
        for (var seconds : draw.list(0, 30, () -> draw.between(0, 8_000))) {
            var event = Cards.at("c", seconds, draw.between(-1e19, 1e19));
            event.put("cardPresent", draw.oneOf(true, false));
            long time = Cards.NOON.toEpochMilli() + seconds * 1_000;
            var scope = new Scope(Map.of(), event, windows.size(), 0);
            var plainScope = new Scope(Map.of(), event, windows.size(), 0);

            var updated = states.update(state == null ? EntityStates.empty() : state, time, scope);

            var plain = plain(windows, state, time, plainScope);
            assertThat(updated.bytes()).isEqualTo(plain.bytes());
            assertThat(updated.begun()).isEqualTo(plain.begun());
            IntStream.range(0, windows.size())
                    .forEach(i -> assertThat(content(scope.window(i))).isEqualTo(content(plainScope.window(i))));
            state = updated.bytes();
        }
        return state;
    }

    private static Updated plain(List<Window> windows, byte @Nullable [] state, long time, Scope scope) {
        var codec = new StateCodec(windows);
        var memory = state == null ? new EntityState(windows) : codec.decode(state);
        memory.add(time, scope);
        if (state != null && time < memory.newest() - LATENESS) {
            return new Updated(state, 0);
        }
        memory.advance(time, LATENESS);
        return new Updated(codec.encode(memory), memory.begun());
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

    /** Some of six windows, in any order. */
    private static List<Window> windows(Draw draw) {
        var windows = new ArrayList<>(all());
        Collections.shuffle(windows, new Random(draw.anyLong()));
        return windows.subList(0, draw.between(1, windows.size()));
    }

    private static List<Window> all() {
        var fields = new EventFields(Cards.SCHEMA);
        var windows = new Windows(fields, CARD_EVENTS);
        for (var minutes : List.of(1, 5, 120)) {
            windows.add(
                    new Windowed(Aggregate.COUNT, Optional.empty(), Duration.ofMinutes(minutes), Optional.empty()),
                    flaw -> {});
            windows.add(
                    new Windowed(
                            Aggregate.SUM,
                            Optional.of("amount"),
                            Duration.ofMinutes(minutes),
                            Optional.of("!event.cardPresent")),
                    flaw -> {});
        }
        return windows.all();
    }

    private static List<Object> content(Tally tally) {
        return List.of(tally.count(), tally.sum().high(), tally.sum().low(), tally.max());
    }

    private static Entity card(FeatureDefinition... features) {
        return new Entity(Declare.set(features), CARD_EVENTS, Cards.SCHEMA, "c");
    }
}
