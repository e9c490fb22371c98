package io.sluicegate.scorer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.pipeline.deployment.EntityBuckets;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import io.sluicegate.scorer.domain.Decision;
import io.sluicegate.scorer.domain.Router;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks predictions of linear models against the events that they answer, knowing nothing of how they came about: each event once,
 * in order per key, right score, by the version that its deployment's routing names, and no revision after a higher one on any
 * partition.
 */
public final class PredictionChecker {
    private final Map<Long, Router> routers = new HashMap<>();

    public PredictionChecker(Deployment... deployments) {
        for (var deployment : deployments) {
            routers.put(deployment.getRevision(), Router.of(DeploymentView.of(deployment)));
        }
    }

    /** @param predictions in the order in which they were read, which is that of each partition */
    public void check(List<TestEvent> sent, List<Prediction> predictions) {
        assertThat(predictions.stream().map(Prediction::getEventId).sorted())
                .as("each event once")
                .containsExactlyElementsOf(
                        sent.stream().map(TestEvent::id).sorted().toList());
        assertThat(idsByCard(predictions, Prediction::getEntity, Prediction::getEventId))
                .as("in order per key")
                .isEqualTo(idsByCard(sent, TestEvent::card, TestEvent::id));
        var byId = sent.stream().collect(Collectors.toMap(TestEvent::id, Function.identity()));
        predictions.forEach(prediction -> check(byId.get(prediction.getEventId()), prediction));
        checkEpochs(predictions);
    }

    private static <T> Map<String, List<String>> idsByCard(
            List<T> all, Function<T, String> card, Function<T, String> id) {
        return all.stream().collect(Collectors.groupingBy(card, Collectors.mapping(id, Collectors.toList())));
    }

    private void check(TestEvent event, Prediction prediction) {
        var decision = decision(prediction);
        assertThat(prediction.getOutcome()).isEqualTo(Outcome.SCORED);
        assertThat(prediction.getVersion()).isEqualTo(decision.arm().name());
        assertThat(prediction.getBundleDigest()).isEqualTo(decision.arm().digest());
        assertThat(prediction.getRole()).isEqualTo(decision.arm().role());
        assertThat(prediction.getBucket()).isEqualTo(decision.bucket());
        assertThat(prediction.getPropensity()).isEqualTo(decision.arm().share());
        assertThat(prediction.getEntityBucket())
                .isEqualTo(EntityBuckets.of(prediction.getEntity().getBytes(UTF_8)));
        var bias = Integer.parseInt(prediction.getVersion()) * TestBundles.STEP;
        assertThat(prediction.getScore()).isCloseTo(event.score() + bias, within(1e-3));
        assertThat(prediction.getPositive()).isEqualTo(prediction.getScore() >= 500);
    }

    private Decision decision(Prediction prediction) {
        var router = routers.get(prediction.getRevision());
        assertThat(router).as("revision " + prediction.getRevision()).isNotNull();
        return router.decide(prediction.getEntity().getBytes(UTF_8));
    }

    private static void checkEpochs(List<Prediction> predictions) {
        predictions.stream()
                .collect(Collectors.groupingBy(Prediction::getFeaturesPartition))
                .forEach((partition, ofPartition) -> {
                    assertThat(ofPartition)
                            .extracting(Prediction::getFeaturesOffset)
                            .as("offsets")
                            .isSorted();
                    assertThat(ofPartition)
                            .extracting(Prediction::getRevision)
                            .as("epochs")
                            .isSorted();
                });
    }
}
