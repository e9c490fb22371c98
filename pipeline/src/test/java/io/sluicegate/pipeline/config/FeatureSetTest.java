package io.sluicegate.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.catalogue.ProfileKind;
import io.sluicegate.pipeline.config.FeatureDefinition.Field;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSetTest {
    @Test
    void shouldNameItsFeaturesByTheirKindOfProfileInTheirOrder() {
        var set = new FeatureSet(List.of(
                feature("spend", Type.DOUBLE),
                feature("category", Type.STRING),
                feature("count", Type.LONG),
                feature("abroad", Type.BOOLEAN)));

        assertThat(set.profiled(ProfileKind.NUMBERS)).containsExactly("spend", "count", "abroad");
        assertThat(set.profiled(ProfileKind.TEXTS)).containsExactly("category");
        assertThat(set.profiled()).containsExactlyInAnyOrder("spend", "category", "count", "abroad");
    }

    private static FeatureDefinition feature(String name, Type type) {
        return new FeatureDefinition(name, type, new Field(name, false));
    }
}
