package io.sluicegate.launcher.seeing.domain;

import io.sluicegate.console.domain.DriftSubject;
import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.records.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A pipeline at one moment.
 *
 * @param facts what its topics show; figures of predictions and of dead letters are those of the newest records
 * @param stages the stages that are Kafka Streams applications
 * @param services the services that were asked whether they are ready
 * @param rates records a second over the last minute, by what they are
 * @param reach how much of the topics was read
 */
public record PipelineStatus(
        PipelineFacts facts,
        List<StageStatus> stages,
        List<ServiceAnswer> services,
        Map<String, Double> rates,
        Reach reach) {

    /**
     * How much of the topics was read.
     *
     * @param predictions how many of the newest predictions
     * @param predictionsKept offsets that the topic of predictions keeps
     * @param deadLetters how many of the newest dead letters
     * @param deadLettersKept offsets that all topics of dead letters keep
     * @param records how many records in all
     */
    public record Reach(long predictions, long predictionsKept, long deadLetters, long deadLettersKept, long records) {}

    /** The triggers that no version answers yet: none was registered with the trigger's correlation id. */
    public List<RetrainingTrigger> openTriggers() {
        var answered =
                facts.models().stream().map(ModelRegistration::getCorrelationId).collect(Collectors.toSet());
        return facts.triggers().stream()
                .filter(trigger -> !answered.contains(trigger.getCorrelationId()))
                .toList();
    }

    /** How many subjects have each verdict in their newest window, among those about the versions in force. */
    public Map<Verdict, Long> verdicts() {
        return facts.driftInForce().stream()
                .map(subject -> subject.latest().getVerdict())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** The subjects that have drifted in their newest window. */
    public List<DriftSubject> drifted() {
        return facts.driftInForce().stream()
                .filter(subject -> subject.latest().getVerdict() == Verdict.DRIFTED)
                .toList();
    }

    /** What of it can be told without the pipeline's records. */
    public Glimpse glimpse() {
        return new Glimpse(facts.pipeline(), facts.at(), stages, services);
    }
}
