package io.sluicegate.enricher.events;

import io.sluicegate.enricher.domain.EventNeeds;
import io.sluicegate.enricher.events.EventReading.Broken;
import io.sluicegate.enricher.events.EventReading.OfUnreadableSchema;
import io.sluicegate.enricher.events.EventReading.Read;
import io.sluicegate.enricher.events.Planner.Feasible;
import io.sluicegate.enricher.events.Planner.Planned;
import io.sluicegate.enricher.events.Planner.Unreadable;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Rejection;
import io.sluicegate.runtime.avro.WireFormat;
import io.sluicegate.runtime.binary.BinaryInput;
import io.sluicegate.runtime.registry.Schemas;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A reader of events in Confluent's wire format, by the plan for each schema. Safe for use by several threads. */
public final class EventReader {
    private final Schemas schemas;
    private final EventNeeds needs;
    private final Map<Integer, Planned> known = new ConcurrentHashMap<>();

    public EventReader(Schemas schemas, EventNeeds needs) {
        this.schemas = schemas;
        this.needs = needs;
    }

    /**
     * The event in the bytes, or the reason why there is none.
     *
     * @throws io.sluicegate.runtime.registry.RegistryUnavailable if the schema is not known here and the registry doesn't answer
     */
    public EventReading read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return broken(ErrorCode.UNDECODABLE, "the value is null");
        }
        var id = WireFormat.schemaId(bytes);
        return id.isEmpty()
                ? broken(
                        ErrorCode.UNDECODABLE,
                        "not in Confluent's wire format: " + bytes.length + " bytes without its header")
                : read(bytes, id.getAsInt());
    }

    private EventReading read(byte[] bytes, int id) {
        var planned = known(id);
        if (planned.isEmpty()) {
            return broken(ErrorCode.UNKNOWN_SCHEMA, "the registry has no Avro schema with id " + id);
        }
        return planned.get() instanceof Unreadable unreadable
                ? new OfUnreadableSchema(id, unreadable.why())
                : read(bytes, ((Feasible) planned.get()).plan());
    }

    private Optional<Planned> known(int id) {
        var found = known.get(id);
        if (found != null) {
            return Optional.of(found);
        }
        var made = schemas.byId(id).map(schema -> Planner.plan(schema, needs));
        made.ifPresent(it -> known.put(id, it));
        return made;
    }

    private static EventReading read(byte[] bytes, EventPlan plan) {
        var in = new BinaryInput();
        in.begin(bytes, WireFormat.HEADER);
        try {
            var event = plan.read(in);
            return in.isEnd() ? new Read(event) : broken("bytes are left over after the record");
        } catch (IOException | RuntimeException e) {
            return broken(e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (StackOverflowError e) { // a few bytes can nest values without limit
            return broken("it is nested too deeply");
        }
    }

    private static EventReading broken(String why) {
        return broken(ErrorCode.UNDECODABLE, "the bytes don't follow their schema: " + why);
    }

    private static Broken broken(ErrorCode code, String message) {
        return new Broken(new Rejection(code, message));
    }
}
