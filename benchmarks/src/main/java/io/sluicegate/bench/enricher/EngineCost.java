package io.sluicegate.bench.enricher;

import io.sluicegate.runtime.http.Json;
import java.util.Locale;
import java.util.Map;

/**
 * The cost of an event in the engine: processor time of its thread in microseconds, and bytes.
 *
 * @param reading from the event's bytes to its fields
 * @param features from the entity's state and the fields to the next state and the features
 * @param writing from the features to the record's bytes
 * @param allocated bytes that the thread allocates
 * @param state mean size of a state
 * @param record mean size of a features record
 */
record EngineCost(
        BenchFeatureSet set,
        double reading,
        double features,
        double writing,
        double allocated,
        double state,
        double record) {

    double total() {
        return reading + features + writing;
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f | %.2f | %.0f | %.0f | %.0f | %.0f |",
                set.title(),
                reading,
                features,
                writing,
                total(),
                1e6 / total(),
                allocated,
                state,
                record);
    }

    Map<String, Object> json() {
        return Json.object(
                "features", set.title(),
                "readingMicros", reading,
                "featuresMicros", features,
                "writingMicros", writing,
                "allocatedBytes", allocated,
                "stateBytes", state,
                "recordBytes", record);
    }
}
