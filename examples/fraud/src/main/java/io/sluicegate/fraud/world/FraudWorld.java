package io.sluicegate.fraud.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A world of cards in simulated time: an endless iterator of transactions, ascending in time, with their truth.
 *
 * <p>The world depends only on its settings and its seed, not on a clock: the same settings and the same switch to the drifted world give
 * the same events. No event is certain fraud: holders go on trips, buy gift cards, get new phones and shop in sprees as thieves do, so
 * that no single feature tells the two apart. Holders live by the clocks of all time zones, so that the traffic as a whole is the same at
 * any hour. Not thread-safe.
 */
public final class FraudWorld implements Iterator<GeneratedEvent> {
    private static final List<FraudPattern> PATTERNS = Arrays.asList(FraudPattern.values());

    /** A planned happening, ordered by time, then by planning. */
    private record Happening(Instant at, long order, What what) {}

    private sealed interface What {}

    private record Paying(Payment payment) implements What {}

    private record Wishing(Card card) implements What {}

    private record Stealing() implements What {}

    private final WorldSettings settings;
    private final Dice dice;
    private final Marketplace marketplace = new Marketplace(5);
    private final Holders holders;
    private final List<Card> cards;
    private final PriorityQueue<Happening> ahead =
            new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparing(Happening::order));
    private Instant driftsAt = Instant.MAX;
    private long planned;
    private long events;

    public FraudWorld(WorldSettings settings) {
        this.settings = settings;
        this.dice = new Dice(settings.seed());
        this.holders = new Holders(marketplace, dice);
        this.cards = IntStream.range(0, settings.cards())
                .mapToObj(number -> holders.issue(number, settings.start()))
                .toList();
        cards.forEach(card -> wish(card, settings.start()));
        steal(settings.start());
    }

    /** Switches to the drifted world at this simulated time. Payments already planned still happen as planned. */
    public void driftAt(Instant time) {
        driftsAt = time;
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public GeneratedEvent next() {
        while (true) {
            var happening = ahead.remove();
            if (happening.what() instanceof Paying paying) {
                return event(paying.payment());
            } else if (happening.what() instanceof Wishing wishing) {
                fulfil(wishing.card(), happening.at());
            } else {
                commit(happening.at());
            }
        }
    }

    /** The next events. */
    public List<GeneratedEvent> take(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }

    private GeneratedEvent event(Payment payment) {
        var id = "t-%d-%08d".formatted(settings.seed(), ++events);
        var knownAt = payment.at().plus(dice.between(settings.labelsAfter(), settings.labelsBefore()));
        return new GeneratedEvent(payment.transaction(id), payment.fraud(), knownAt);
    }

    private void fulfil(Card card, Instant now) {
        if (card.isAwake(now)) {
            holders.pay(card, now, regime(now)).forEach(this::plan);
        }
        wish(card, now);
    }

    private void commit(Instant now) {
        var regime = regime(now);
        var pattern = dice.pick(PATTERNS, PATTERNS.stream().map(regime::weight).toList());
        var crime = new Crime(dice.pick(cards), marketplace, regime, now, dice);
        pattern.commit(crime);
        crime.payments().forEach(this::plan);
        steal(now);
    }

    private void wish(Card card, Instant now) {
        double wishesPerDay = settings.paymentsPerDay() / Holders.meanPayments(Regime.USUAL) * 24.0 / 16.0;
        plan(now.plus(dice.waiting(perDay(wishesPerDay))), new Wishing(card));
    }

    private void steal(Instant now) {
        double frauds = settings.eventsPerHour() * 24.0 * settings.fraudRate();
        plan(now.plus(dice.waiting(perDay(frauds / regime(now).meanCrime()))), new Stealing());
    }

    private static Duration perDay(double times) {
        return Duration.ofMillis((long) (86_400_000.0 / times));
    }

    private Regime regime(Instant now) {
        return now.isBefore(driftsAt) ? Regime.USUAL : Regime.DRIFTED;
    }

    private void plan(Payment payment) {
        plan(payment.at(), new Paying(payment));
    }

    private void plan(Instant at, What what) {
        ahead.add(new Happening(at, planned++, what));
    }
}
