package io.sluicegate.runtime.kafka;

import io.sluicegate.runtime.kafka.TopicDifference.Contradicts;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown when topics on the cluster contradict the catalogue; nothing was changed. */
public final class TopicsContradict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Contradicts> contradictions;

    TopicsContradict(List<Contradicts> contradictions) {
        super(contradictions.stream()
                .map(Contradicts::toString)
                .collect(Collectors.joining(
                        "\n",
                        "",
                        "\nchange the topics (kafka-topics, kafka-configs) or use another cluster or pipeline name")));
        this.contradictions = List.copyOf(contradictions);
    }

    public List<Contradicts> contradictions() {
        return contradictions;
    }
}
