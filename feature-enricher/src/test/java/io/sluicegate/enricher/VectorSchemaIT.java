package io.sluicegate.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.enricher.domain.FeaturesSchema;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.testing.TestRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry keeps what the schema of features says of vectors. */
class VectorSchemaIT {
    @Test
    void shouldNameTheFormsOfVectorsToEveryReader(@TempDir Path data) {
        var url = TestRegistry.url("vectors");
        try (var writing = new TestPipeline("nowhere:9092", url, data);
                var reading = new TestPipeline("nowhere:9092", url, data)) {
            var schema = FeaturesSchema.of("fraud", Pictures.features()).schema();
            var id = writing.clients
                    .serdes()
                    .writer(AvroSerdes.subject(TestPipeline.FEATURES), schema)
                    .schemaId();

            var read = reading.clients.schemas().byId(id).orElseThrow();

            assertThat(VectorForm.of(read.getField("pixels").schema().getTypes().get(1)))
                    .contains(new VectorForm(VectorForm.Element.UINT8, List.of(2, 2, 3)));
        }
    }
}
