package io.sluicegate.scorer.endpoint.domain;

import io.sluicegate.scorer.tensors.Tensor;
import io.sluicegate.scorer.tensors.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request to score rows.
 *
 * @param id what the client calls the request
 * @param outputs the outputs that the client wants; empty for all
 * @param binary whether outputs are wanted as binary data unless they say otherwise
 */
public record InferRequest(Optional<String> id, List<Tensor> inputs, List<WantedOutput> outputs, boolean binary) {

    /** An output that the client wants, and whether as binary data. */
    public record WantedOutput(String name, Optional<Boolean> binary) {}

    /** An output of the model that is part of the answer. */
    public record GivenOutput(TensorSpec spec, boolean binary) {}

    /**
     * The outputs of the answer, in the client's order.
     *
     * @param model what the model gives
     */
    public List<GivenOutput> given(List<TensorSpec> model) throws Refusal {
        if (outputs.isEmpty()) {
            return model.stream().map(spec -> new GivenOutput(spec, binary)).toList();
        }
        var given = new ArrayList<GivenOutput>(outputs.size());
        for (var wanted : outputs) {
            var spec = model.stream()
                    .filter(output -> output.name().equals(wanted.name()))
                    .findFirst()
                    .orElseThrow(() -> Refusal.wrong("the model has no output '" + wanted.name() + "', but "
                            + model.stream().map(TensorSpec::name).toList()));
            given.add(new GivenOutput(spec, wanted.binary().orElse(binary)));
        }
        return given;
    }
}
