package io.sluicegate.scorer.endpoint.domain;

import io.sluicegate.runtime.http.Json;
import io.sluicegate.scorer.tensors.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A model's inputs or outputs as the protocol's metadata show them. */
public final class SpecJson {
    private SpecJson() {}

    public static List<Map<String, Object>> of(List<TensorSpec> specs) {
        return specs.stream()
                .map(spec -> Json.object(
                        "name",
                        spec.name(),
                        "datatype",
                        Datatype.of(spec.type()),
                        "shape",
                        Arrays.stream(spec.shape()).boxed().toList()))
                .toList();
    }
}
