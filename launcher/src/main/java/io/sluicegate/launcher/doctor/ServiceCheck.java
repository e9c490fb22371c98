package io.sluicegate.launcher.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.launcher.cli.Cluster;
import io.sluicegate.launcher.cli.NotReady;
import io.sluicegate.pipeline.config.ServiceSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks the service at this machine's {@code service.port} whether its stages do their work. */
record ServiceCheck(String pipeline, ServiceSettings service) implements Check {
    private static final Duration CONNECTING = Duration.ofSeconds(3);
    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "service";
    }

    @Override
    public List<Finding> findings() throws InterruptedException {
        var address = "http://" + host() + ":" + service.port() + "/readyz";
        try {
            var answer = HttpClient.newBuilder()
                    .connectTimeout(CONNECTING)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(address))
                                    .timeout(Cluster.WITH_A_LISTENER)
                                    .build(),
                            BodyHandlers.ofString());
            return findings(pipeline, address, answer.body());
        } catch (IOException e) {
            return List.of(Finding.unknown(
                    address,
                    "no service answers here",
                    "start the stages with sluicegate run, or run the doctor where they run"));
        }
    }

    private String host() {
        return EVERY_ADDRESS.contains(service.host()) ? "localhost" : service.host();
    }

    /** The reasons and remarks in the answer of {@code /readyz}, one finding for each stage. */
    static List<Finding> findings(String pipeline, String address, String answer) {
        try {
            var json = JSON.readTree(answer);
            var pipelines = new ArrayList<String>();
            json.path("pipelines").forEach(name -> pipelines.add(name.asText()));
            if (!pipelines.isEmpty() && !pipelines.contains(pipeline)) {
                return List.of(Finding.unknown(
                        address,
                        "the service here works for " + String.join(", ", pipelines) + ", not for " + pipeline,
                        "set service.port to the port of the pipeline's own service"));
            }
            var found = new ArrayList<Finding>();
            fields(json.path("reasons"))
                    .forEach(stage ->
                            found.add(notReady(stage, json.path("reasons").path(stage))));
            fields(json.path("remarks"))
                    .forEach(stage ->
                            found.add(remark(stage, json.path("remarks").path(stage))));
            return found.isEmpty() ? List.of(Finding.ok(address, "all of its stages are ready")) : found;
        } catch (IOException e) {
            return List.of(
                    Finding.warning(address, "another program answers", "set service.port, or stop the other program"));
        }
    }

    private static List<String> fields(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Finding notReady(String stage, JsonNode reason) {
        var said = NotReady.of(reason.asText());
        return Finding.problem(stage, "isn't ready: " + said.why(), said.remedy());
    }

    private static Finding remark(String stage, JsonNode remark) {
        return Finding.warning(stage, remark.asText(), "mend it before it matters");
    }
}
