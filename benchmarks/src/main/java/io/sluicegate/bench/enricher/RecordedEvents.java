package io.sluicegate.bench.enricher;

import io.sluicegate.fraud.world.FraudWorld;
import io.sluicegate.records.RecordClasses;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.runtime.avro.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** Events of a world as the bytes of their records. */
final class RecordedEvents {
    static {
        RecordClasses.trust();
    }

    private static final byte[] HEADER = WireFormat.header(1);

    private final FraudWorld world;
    private final SpecificDatumWriter<CardTransaction> writer =
            new SpecificDatumWriter<>(CardTransaction.getClassSchema());

    RecordedEvents(FraudWorld world) {
        this.world = world;
    }

    List<byte[]> next(int events) throws IOException {
        var recorded = new ArrayList<byte[]>(events);
        for (int i = 0; i < events; i++) {
            recorded.add(bytes(world.next().event()));
        }
        return recorded;
    }

    private byte[] bytes(CardTransaction event) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(HEADER);
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        writer.write(event, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
