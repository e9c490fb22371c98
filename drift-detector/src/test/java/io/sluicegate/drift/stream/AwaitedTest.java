package io.sluicegate.drift.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.drift.stream.Awaited.Half;
import io.sluicegate.runtime.binary.UnreadableState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.WindowStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        before.put(EVENT, new Half(true, 1L << 61), 7);

        // when
        var after = new Awaited(store);

        // then
        assertThat(after.take(EVENT, 8, 9)).isEmpty();
        assertThat(after.take(EVENT, 0, 9)).contains(new Half(true, 1L << 61));
        assertThat(after.take(EVENT, 0, 9)).contains(new Half(false, 1));
        assertThat(after.take(EVENT, 0, 9)).isEmpty();
    }

    @Test
    void shouldPreferTheEntryOfTheLikelyTimeWithinTheBounds() {
        var awaited = new Awaited(store);
        awaited.put(EVENT, new Half(false, 1), 5);
        awaited.put(EVENT, new Half(false, 2), 7);
        awaited.put(EVENT, new Half(false, 3), 9);

        assertThat(awaited.take(EVENT, 7, 0, 9)).contains(new Half(false, 2));
        assertThat(awaited.take(EVENT, 7, 0, 9)).contains(new Half(false, 3));
        assertThat(awaited.take(EVENT, 5, 6, 9)).isEmpty();
        assertThat(awaited.take(EVENT, 5, 0, 4)).isEmpty();
        assertThat(awaited.take(EVENT, -1, -5, 9)).contains(new Half(false, 1));
        assertThat(awaited.take(EVENT, 5, 0, 9)).isEmpty();
    }

    /** Values from before 0.1.0: Avro records behind the registry's magic byte, and later a flag mixed with a format's number. */
    @ParameterizedTest
    @CsvSource({"00000000050237, 0", "0402, 2", "0602, 3"})
    void shouldRefuseEntriesFromBeforeTheFirstRelease(String bytes, int version) {
        store.put(EVENT, HexFormat.of().parseHex(bytes), 5);

        assertThatThrownBy(() -> new Awaited(store))
                .isInstanceOf(UnreadableState.class)
                .hasMessageContaining("awaited can't be read: a value has version " + version);
    }
}
