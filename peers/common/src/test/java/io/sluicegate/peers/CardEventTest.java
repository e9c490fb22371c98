package io.sluicegate.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.fraud.CardTransaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CardEventTest {
    private static final Instant TIME = Instant.ofEpochMilli(1_790_000_000_123L);

    @Test
    void shouldReadWhatTheWindowsNeed() throws IOException {
        assertThat(CardEvent.read(record("DE", "DE", false, null)))
                .isEqualTo(new CardEvent("card-1", 12.5, true, false, TIME.toEpochMilli()));
        assertThat(CardEvent.read(record("FR", "DE", true, 3.5)))
                .isEqualTo(new CardEvent("card-1", 12.5, false, true, TIME.toEpochMilli()));
    }

    private static byte[] record(String country, String home, boolean present, @Nullable Double age)
            throws IOException {
        var event =
                new CardTransaction("t-1", "card-1", "m-1", "d-1", "grocery", country, home, 12.5, present, age, TIME);
        var out = new ByteArrayOutputStream();
        out.write(new byte[5]);
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new SpecificDatumWriter<>(CardTransaction.class).write(event, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
