package io.sluicegate.launcher.records.tail;

import java.util.Optional;

/**
 * What a user wants to see.
 *
 * @param from where to begin; empty for the newest records
 * @param until where to end; empty for never
 * @param follows whether to wait for new records
 * @param limit the most records to show
 * @param where a condition in CEL
 */
record TailRequest(
        Kind kind,
        Optional<Place> from,
        Optional<Place> until,
        boolean follows,
        Optional<String> key,
        Optional<Integer> limit,
        Optional<String> where,
        boolean isJson) {}
