package io.sluicegate.confluent;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class ConfluentClientTest {

    private static final Schema PAYMENT = SchemaBuilder.record("Payment")
            .namespace("io.sluicegate.confluent")
            .fields()
            .requiredString("card")
            .requiredDouble("amount")
            .name("merchant")
            .type()
            .unionOf()
            .nullType()
            .and()
            .stringType()
            .endUnion()
            .nullDefault()
            .endRecord();

    private static final Map<String, String> CONFIG = Map.of("schema.registry.url", "mock://confluent-client");

    @Test
    void shouldReadBackWhatItWrote() {
        GenericRecord payment = payment();

        try (var serializer = new KafkaAvroSerializer();
                var deserializer = new KafkaAvroDeserializer()) {
            serializer.configure(CONFIG, false);
            deserializer.configure(CONFIG, false);
            byte[] bytes = serializer.serialize("payments", payment);

            assertThat(bytes[0]).as("magic byte").isZero();
            assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt()).as("schema id").isPositive();
            assertThat(deserializer.deserialize("payments", bytes)).hasToString(payment.toString());
        }
    }

    @Test
    void shouldTellAnIncompatibleSchema() throws Exception {
        var registry = new MockSchemaRegistryClient();
        registry.updateCompatibility("payments-value", CompatibilityLevel.BACKWARD.name);
        int id = registry.register("payments-value", new AvroSchema(PAYMENT));
        AvroSchema incompatible = new AvroSchema(SchemaBuilder.record("Payment")
                .namespace("io.sluicegate.confluent")
                .fields()
                .requiredLong("neverSeen")
                .endRecord());

        assertThat(registry.getSchemaById(id)).isEqualTo(new AvroSchema(PAYMENT));
        assertThat(registry.testCompatibility("payments-value", incompatible)).isFalse();
    }

    @Test
    void shouldFindItsCredentialProviders() {
        Map<String, String> user =
                Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "someone:secret");
        Map<String, String> token =
                Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "a-token");

        assertThat(new CachedSchemaRegistryClient("http://localhost:1", 10, user))
                .isNotNull();
        assertThat(new CachedSchemaRegistryClient("http://localhost:1", 10, token))
                .isNotNull();
    }

    private static GenericRecord payment() {
        GenericRecord payment = new GenericData.Record(PAYMENT);
        payment.put("card", "4242");
        payment.put("amount", 12.5);
        payment.put("merchant", "baker");
        return payment;
    }
}
