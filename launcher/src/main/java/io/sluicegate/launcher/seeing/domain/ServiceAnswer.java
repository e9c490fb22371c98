package io.sluicegate.launcher.seeing.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a service says of itself at {@code /readyz}.
 *
 * @param answers whether anything answers at the address
 * @param pipelines the pipelines that the service works for; empty if it doesn't say
 * @param reasons why a stage isn't ready, by stage
 * @param remarks what people should mend although the stage is ready, by stage
 */
public record ServiceAnswer(
        String url, boolean answers, List<String> pipelines, Map<String, String> reasons, Map<String, String> remarks) {
    /** Whether the service works for a pipeline, as far as it says. */
    public boolean answersFor(String pipeline) {
        return answers && (pipelines.isEmpty() || pipelines.contains(pipeline));
    }

    /** Why a stage of a pipeline isn't ready. */
    Optional<String> reasonOf(String pipeline, String stage) {
        return Optional.ofNullable(reasons.get(stage))
                .or(() -> Optional.ofNullable(reasons.get(pipeline + "/" + stage)));
    }

    public static ServiceAnswer none(String url) {
        return new ServiceAnswer(url, false, List.of(), Map.of(), Map.of());
    }
}
