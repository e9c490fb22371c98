package io.sluicegate.scorer.endpoint;

import io.sluicegate.pipeline.config.EndpointSettings;
import io.sluicegate.runtime.http.Routes;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.scorer.versions.ModelHolder;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The endpoint that answers inference requests over HTTP with the sessions that are loaded for the stream, on threads of its own.
 */
public final class Endpoint implements AutoCloseable {
    private static final String UNRELEASED = "development";

    private final EndpointRoutes routes;
    private final InferenceQueue queue;

    /**
     * Starts the endpoint's threads.
     *
     * @param model name of the pipeline's model
     * @param batch most rows in a call of the model
     */
    public Endpoint(EndpointSettings settings, String model, int batch, ModelHolder holder, PipelineMetrics metrics) {
        var versions = new ServedVersions(model, holder);
        var waiting = new WaitingRequests();
        var meters = new EndpointMetrics(metrics, waiting);
        queue = new InferenceQueue(
                waiting,
                IntStream.range(0, settings.threads())
                        .mapToObj(place -> new InferenceWorker(waiting, batch, versions::isServed, meters))
                        .toArray(InferenceWorker[]::new));
        routes = new EndpointRoutes(
                Optional.ofNullable(Endpoint.class.getPackage().getImplementationVersion())
                        .orElse(UNRELEASED),
                new BearerToken(settings.token()),
                versions,
                new InferHandler(settings, versions, new Inference(queue, meters), meters),
                new RefusedRequests(settings));
    }

    public void addTo(Routes http) {
        routes.addTo(http);
    }

    @Override
    public void close() {
        queue.close();
    }
}
