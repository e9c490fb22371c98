package io.sluicegate.launcher.seeing.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What can be told of a pipeline without its records.
 *
 * @param stages the stages that are Kafka Streams applications; empty if Kafka doesn't tell
 * @param services the services that were asked whether they are ready
 */
public record Glimpse(String pipeline, Instant at, List<StageStatus> stages, List<ServiceAnswer> services) {

    /** Why a stage isn't ready, as a service says; empty if it is, or if no service says anything. */
    public Optional<String> reason(String stage) {
        return services.stream()
                .filter(service -> service.answersFor(pipeline))
                .flatMap(service -> service.reasonOf(pipeline, stage).stream())
                .findFirst();
    }
}
