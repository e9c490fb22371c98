package io.sluicegate.launcher.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluicegate.launcher.cli.Cluster;
import io.sluicegate.launcher.cli.NotReady;
import io.sluicegate.launcher.seeing.ServiceProbe;
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
            var service = ServiceProbe.read(address, answer);
            if (!service.answersFor(pipeline)) {
                return List.of(Finding.unknown(
                        address,
                        "the service here works for " + String.join(", ", service.pipelines()) + ", not for "
                                + pipeline,
                        "set service.port to the port of the pipeline's own service"));
            }
            var found = new ArrayList<Finding>();
            service.reasons().forEach((stage, reason) -> found.add(notReady(stage, reason)));
            service.remarks().forEach((stage, remark) -> found.add(remark(stage, remark)));
            return found.isEmpty() ? List.of(Finding.ok(address, "all of its stages are ready")) : found;
        } catch (JsonProcessingException e) {
            return List.of(
                    Finding.warning(address, "another program answers", "set service.port, or stop the other program"));
        }
    }

    private static Finding notReady(String stage, String reason) {
        var said = NotReady.of(reason);
        return Finding.problem(stage, "isn't ready: " + said.why(), said.remedy());
    }

    private static Finding remark(String stage, String remark) {
        return Finding.warning(stage, remark, "mend it before it matters");
    }
}
