package io.sluicegate.bench.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScrapeTest {
    private static final Scrape SCRAPE = Scrape.of("""
            # HELP rows_total rows
            # TYPE rows_total counter
            rows_total{topic="features",stage="a b"} 3.0
            rows_total{topic="predictions",stage="a b"} 4.5E1
            rows_total_more{topic="features"} 100.0
            sessions 2.0
            broken{topic="features"} NaN
            """);

    @Test
    void shouldAddUpTheSeriesOfOneMetric() {
        assertThat(SCRAPE.sum("rows_total", "")).isEqualTo(48);
        assertThat(SCRAPE.sum("rows_total", "topic=\"features\"")).isEqualTo(3);
        assertThat(SCRAPE.max("rows_total", "")).isEqualTo(45);
        assertThat(SCRAPE.sum("sessions", "")).isEqualTo(2);
    }

    @Test
    void shouldCountWhatIsNotThereOrNoNumberAsNothing() {
        assertThat(SCRAPE.sum("unknown", "")).isZero();
        assertThat(SCRAPE.max("unknown", "")).isZero();
        assertThat(SCRAPE.sum("broken", "")).isZero();
    }
}
