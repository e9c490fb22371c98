package io.sluicegate.bench.enricher;

import static java.util.stream.Collectors.joining;

import io.sluicegate.bench.local.Machine;
import io.sluicegate.runtime.http.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The measurements of a run.
 *
 * @param engine the engine without Kafka, by feature set
 * @param applications applications over Kafka
 */
record EnricherReport(
        EnricherSettings settings, Machine machine, List<EngineCost> engine, List<ApplicationCost> applications) {

    String markdown() {
        return String.format(
                Locale.ROOT,
                """
                # Enricher

                Events of %d cards. %s.

                The engine in one thread, without Kafka: µs of processor time, and bytes, an event.

                | features | reading the event | state and features | writing the record | all, µs | events a second | bytes allocated | state | record |
                |---|---|---|---|---|---|---|---|---|
                %s

                Applications with one stream thread under exactly-once, over the second half of a backlog of %d events: µs of the process's time without
                that of the JVM's compilers, and bytes in the log, an event.

                | | events a second | CPU, µs | changelog | output |
                |---|---|---|---|---|
                %s
                """,
                settings.cards(),
                machine,
                engine.stream().map(EngineCost::row).collect(joining("\n")),
                settings.events(),
                applications.stream().map(ApplicationCost::row).collect(joining("\n")));
    }

    Map<String, Object> json() {
        return Json.object(
                "machine",
                machine.json(),
                "events",
                settings.events(),
                "cards",
                settings.cards(),
                "engine",
                engine.stream().map(EngineCost::json).toList(),
                "applications",
                applications.stream().map(ApplicationCost::json).toList());
    }
}
