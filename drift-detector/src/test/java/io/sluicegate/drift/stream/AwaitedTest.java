package io.sluicegate.drift.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.drift.stream.Awaited.Half;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.WindowStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwaitedTest {
    private static final Bytes EVENT = new EventHash().of("customer", "event");

    private final WindowStore<Bytes, byte[]> store;

    AwaitedTest(@TempDir Path folder) {
        store = TestStores.open(Awaited.store("awaited", Duration.ofDays(1)), folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldGiveTheNewestOnceAlsoAfterARestore() {
        // given
        var before = new Awaited(store);
        before.put(EVENT, new Half(false, 1), 5);
        before.put(EVENT, new Half(true, Long.MAX_VALUE), 7);

        // when
        var after = new Awaited(store);

        // then
        assertThat(after.take(EVENT, 8, 9)).isEmpty();
        assertThat(after.take(EVENT, 0, 9)).contains(new Half(true, Long.MAX_VALUE));
        assertThat(after.take(EVENT, 0, 9)).contains(new Half(false, 1));
        assertThat(after.take(EVENT, 0, 9)).isEmpty();
    }

    /** They were Avro records behind the registry's magic byte. */
    @Test
    void shouldRefuseTheEntriesOfTheVersionBefore() {
        store.put(EVENT, new byte[] {0, 0, 0, 0, 5, 2, '7'}, 5);

        assertThatThrownBy(() -> new Awaited(store))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("format 0, this version reads 1")
                .hasMessageContaining("reset the drift detector's application");
    }
}
