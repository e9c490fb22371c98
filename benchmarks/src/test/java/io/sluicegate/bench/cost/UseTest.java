package io.sluicegate.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bench.local.Scrape;
import org.junit.jupiter.api.Test;

class UseTest {
    @Test
    void shouldCountAsAllocatedWhatWasCollectedAndWhatLiesInEden() {
        var scrape = Scrape.of("""
                jvm_gc_memory_allocated_bytes_total{stage="stream-scorer"} 3.0E8
                jvm_memory_used_bytes{area="heap",id="G1 Eden Space",stage="stream-scorer"} 1.0E8
                jvm_memory_used_bytes{area="heap",id="G1 Old Gen",stage="stream-scorer"} 5.0E7
                """);

        assertThat(Use.allocated(scrape)).isEqualTo(4e8);
    }
}
