package io.sluicegate.bench.recovery;

import io.sluicegate.bench.local.Machine;
import io.sluicegate.runtime.http.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The figures of a run.
 *
 * @param fillSeconds how long the stage took to write the state for the first time
 * @param diskMb size of the state's folder before the first kill
 */
record RecoveryReport(
        RecoverySettings settings, Machine machine, double fillSeconds, long diskMb, List<Recovery> recoveries) {

    String markdown() {
        return String.format(
                Locale.ROOT,
                """
                # Recovery

                Kafka %s, exactly-once, transactional state stores %s; %d records of %d bytes (%d MB on disk), written in %.1f s.
                %s.

                | kill | records restored | seconds until the first answer |
                |---|---|---|
                %s
                """,
                machine.kafka(),
                settings.transactional() ? "on" : "off",
                settings.records(),
                RecoverySettings.VALUE_BYTES,
                diskMb,
                fillSeconds,
                machine,
                rows());
    }

    private String rows() {
        return IntStream.range(0, recoveries.size())
                .mapToObj(i -> "| " + (i + 1) + " | " + recoveries.get(i).cells() + " |")
                .collect(Collectors.joining("\n"));
    }

    Map<String, Object> json() {
        return Json.object(
                "machine", machine.json(),
                "stateMb", settings.stateMb(),
                "records", settings.records(),
                "transactional", settings.transactional(),
                "fillSeconds", fillSeconds,
                "diskMb", diskMb,
                "recoveries", recoveries.stream().map(Recovery::json).toList());
    }
}
