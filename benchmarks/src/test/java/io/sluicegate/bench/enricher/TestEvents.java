package io.sluicegate.bench.enricher;

import io.sluicegate.fraud.world.FraudWorld;
import io.sluicegate.fraud.world.WorldSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Events of a small world. */
final class TestEvents {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int CARDS = 50;

    private TestEvents() {}

    static List<byte[]> recorded(int events) throws IOException {
        return new RecordedEvents(new FraudWorld(WorldSettings.of(1, BEGIN, CARDS))).next(events);
    }
}
