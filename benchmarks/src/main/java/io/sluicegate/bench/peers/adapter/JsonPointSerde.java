package io.sluicegate.bench.peers.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** The serde of points: with a mapper made anew for each record, as Crayfish has it, or with one for all. */
final class JsonPointSerde {
    private JsonPointSerde() {}

    static Serde<JsonPoint> anew() {
        return of(JsonPointModule::mapper);
    }

    static Serde<JsonPoint> shared() {
        var mapper = JsonPointModule.mapper();
        return of(() -> mapper);
    }

    private static Serde<JsonPoint> of(Supplier<ObjectMapper> mapper) {
        Serializer<JsonPoint> serializer = (topic, point) -> written(mapper.get(), point);
        Deserializer<JsonPoint> deserializer = (topic, bytes) -> read(mapper.get(), bytes);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    private static byte[] written(ObjectMapper mapper, JsonPoint point) {
        try {
            return mapper.writeValueAsBytes(point);
        } catch (IOException e) {
            throw new UncheckedIOException("a point can't be written", e);
        }
    }

    private static JsonPoint read(ObjectMapper mapper, byte[] bytes) {
        try {
            return mapper.readValue(bytes, JsonPoint.class);
        } catch (IOException e) {
            throw new UncheckedIOException("a record is no point", e);
        }
    }
}
