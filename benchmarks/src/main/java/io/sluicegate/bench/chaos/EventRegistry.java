package io.sluicegate.bench.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Objects;

/** Registers the schemas of the events as another team does: over HTTP, under a subject with BACKWARD compatibility. */
final class EventRegistry {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String url;
    private final String subject;
    private int number;

    EventRegistry(String url, String topic) {
        this.url = url;
        this.subject = AvroSerdes.subject(topic);
    }

    /** Registers the next schema. */
    synchronized EventFormat next() throws IOException, InterruptedException {
        number++;
        var schema = EventSchemas.number(number);
        var answer = send("POST", "/subjects/" + subject + "/versions", Map.of("schema", schema.toString()));
        if (number == 1) {
            send("PUT", "/config/" + subject, Map.of("compatibility", "BACKWARD"));
        }
        var id = (Number) Objects.requireNonNull(answer.get("id"), "the registry's id of the schema");
        return new EventFormat(number, id.intValue(), schema);
    }

    private Map<?, ?> send(String method, String path, Map<String, String> body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new CommandFailed(
                    Message.BENCHMARK_FAILED,
                    "The registry answers %d to %s %s: %s".formatted(answer.statusCode(), method, path, answer.body()));
        }
        return json.readValue(answer.body(), Map.class);
    }
}
