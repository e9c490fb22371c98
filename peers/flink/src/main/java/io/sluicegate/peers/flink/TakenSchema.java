package io.sluicegate.peers.flink;

import io.sluicegate.peers.Taken;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes a record's bytes as they are. */
final class TakenSchema implements KafkaRecordDeserializationSchema<Taken> {
    static final TypeInformation<Taken> TYPE = TypeInformation.of(Taken.class);

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Taken> out) {
        out.collect(new Taken(record.key(), record.value(), record.partition(), record.offset()));
    }

    @Override
    public TypeInformation<Taken> getProducedType() {
        return TYPE;
    }
}
