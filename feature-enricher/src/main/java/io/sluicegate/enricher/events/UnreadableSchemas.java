package io.sluicegate.enricher.events;

import io.sluicegate.enricher.events.EventReading.OfUnreadableSchema;
import io.sluicegate.pipeline.config.EventSettings.Unreadable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy for events whose schema can't be read. If the registry has accepted the schema for the events, all future events may
 * be unreadable: the policy reports it, and the stage holds or makes dead letters as declared. Any other schema is a fault of the
 * single record. Safe for use by several threads.
 */
public final class UnreadableSchemas {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableSchemas.class);
    private static final long FRESH = Duration.ofMinutes(1).toNanos();

    private final Unreadable policy;
    private final IntPredicate ofTheEvents;
    private final Runnable hold;
    private final Map<Integer, Met> met = new ConcurrentSkipListMap<>();

    private record Met(boolean isOfTheEvents, String why, long last) {}

    /**
     * Starts without any schema.
     *
     * @param ofTheEvents whether the registry has accepted the schema with the id for the events
     * @param hold pauses the stage's consumption
     */
    public UnreadableSchemas(Unreadable policy, IntPredicate ofTheEvents, Runnable hold) {
        this.policy = policy;
        this.ofTheEvents = ofTheEvents;
        this.hold = hold;
    }

    /** Whether the event must wait; otherwise it is a dead letter. */
    public boolean holds(OfUnreadableSchema event) {
        var known = met.get(event.id());
        boolean isOurs = known == null ? first(event) : known.isOfTheEvents();
        met.put(event.id(), new Met(isOurs, event.why(), System.nanoTime()));
        boolean holds = isOurs && policy == Unreadable.HOLD;
        if (holds) {
            hold.run();
        }
        return holds;
    }

    private boolean first(OfUnreadableSchema event) {
        boolean isOurs = ofTheEvents.test(event.id());
        LOG.atError()
                .addKeyValue("schema", event.id())
                .addKeyValue("of the events", isOurs)
                .addKeyValue("policy", policy)
                .addKeyValue("cause", event.why())
                .log("events of a schema can't be read");
        return isOurs;
    }

    /** The number of the events' schemas that can't be read. */
    public int count() {
        return (int) met.values().stream().filter(Met::isOfTheEvents).count();
    }

    /** Why events can't be read: for as long as the stage holds, or for a minute after the last such dead letter. */
    public Optional<String> trouble() {
        return met.entrySet().stream()
                .filter(entry -> entry.getValue().isOfTheEvents())
                .filter(entry -> policy == Unreadable.HOLD
                        || System.nanoTime() - entry.getValue().last() < FRESH)
                .map(entry -> text(entry.getKey(), entry.getValue().why()))
                .findFirst();
    }

    private String text(int id, String why) {
        return "events of schema " + id + " can't be read: " + why + "; "
                + (policy == Unreadable.HOLD
                        ? "change the features that need it, or set events.unreadable to dead-letter, and start again"
                        : "they are dead letters until the features that need it are changed");
    }
}
