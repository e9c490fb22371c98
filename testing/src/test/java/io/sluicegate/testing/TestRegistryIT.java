package io.sluicegate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.junit.jupiter.api.Test;

class TestRegistryIT {

    private static final AvroSchema SCHEMA = new AvroSchema("\"string\"");

    @Test
    void shouldGiveOneRealRegistryToTheWholeJvm() throws Exception {
        var url = TestRegistry.url("apicurio", "one");
        int id = new CachedSchemaRegistryClient(url, 10).register("shared-value", SCHEMA);

        var again = TestRegistry.url("apicurio", "another");

        assertThat(again).isEqualTo(url).startsWith("http://127.0.0.1:");
        assertThat(new CachedSchemaRegistryClient(again, 10).getSchemaById(id)).isEqualTo(SCHEMA);
    }

    @Test
    void shouldBeTheKindThatTheBuildAsksFor() {
        var asked = System.getProperty(TestRegistry.PROPERTY);

        assertThat(TestRegistry.url("scope")).startsWith("mock".equals(asked) ? "mock://scope" : "http://127.0.0.1:");
        assertThat(asked).as("the build says which").isNotNull();
    }
}
