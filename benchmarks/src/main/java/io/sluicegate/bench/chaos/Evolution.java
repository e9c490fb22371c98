package io.sluicegate.bench.chaos;

import static io.sluicegate.bench.local.Await.until;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Changes the events' schema during the run. */
final class Evolution {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final EventRegistry registry;
    private final RegistryReplica replica;
    private final Traffic traffic;
    private final List<Integer> evolved = new ArrayList<>();
    private final List<Integer> lagged = new ArrayList<>();

    Evolution(EventRegistry registry, RegistryReplica replica, Traffic traffic) {
        this.registry = registry;
        this.replica = replica;
        this.traffic = traffic;
    }

    /** All further events have the next schema. */
    void evolve() throws IOException, InterruptedException {
        var next = registry.next();
        evolved.add(next.number());
        traffic.evolve(next);
    }

    /** The same, but the services' registry doesn't know the schema until some time after it was asked for it. */
    void lag(Duration time) throws IOException, InterruptedException {
        var next = registry.next();
        replica.hide(next.schemaId());
        evolved.add(next.number());
        lagged.add(next.number());
        traffic.evolve(next);
        until("a question for schema " + next.number(), PATIENCE, () -> replica.unanswered(next.schemaId()) > 0);
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
        replica.show(next.schemaId());
    }

    /** Numbers of the schemas that came in mid-run. */
    List<Integer> evolved() {
        return List.copyOf(evolved);
    }

    /** Numbers of those that the registry knew late. */
    List<Integer> lagged() {
        return List.copyOf(lagged);
    }
}
