package io.sluicegate.launcher.seeing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.launcher.cli.Cluster;
import io.sluicegate.launcher.seeing.domain.ServiceAnswer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Asks services whether they are ready, without waiting for them. */
public final class ServiceProbe {
    /** How long to wait for someone who listens. */
    static final Duration CONNECTING = Duration.ofSeconds(2);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECTING).build();

    /** @param url the service's address, without a path */
    CompletableFuture<ServiceAnswer> ask(String url) {
        var request = HttpRequest.newBuilder(URI.create(url + "/readyz"))
                .timeout(Cluster.WITH_A_LISTENER)
                .build();
        return http.sendAsync(request, BodyHandlers.ofString())
                .thenApply(answer -> answer(url, answer.body()))
                .exceptionally(failure -> ServiceAnswer.none(url));
    }

    private static ServiceAnswer answer(String url, String body) {
        try {
            return read(url, body);
        } catch (JsonProcessingException e) {
            return ServiceAnswer.none(url);
        }
    }

    /**
     * Reads an answer of {@code /readyz}.
     *
     * @throws JsonProcessingException if another program answered
     */
    public static ServiceAnswer read(String url, String body) throws JsonProcessingException {
        var json = MAPPER.readTree(body);
        var pipelines = new ArrayList<String>();
        json.path("pipelines").forEach(name -> pipelines.add(name.asText()));
        return new ServiceAnswer(url, true, pipelines, texts(json.path("reasons")), texts(json.path("remarks")));
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new TreeMap<String, String>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
