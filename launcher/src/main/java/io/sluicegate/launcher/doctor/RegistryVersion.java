package io.sluicegate.launcher.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.pipeline.config.Addresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The version of a schema registry. The protocol has no place for it, so each product has one of its own. */
final class RegistryVersion {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private RegistryVersion() {}

    static Finding finding(String registry) throws InterruptedException {
        var address = registry.split("\\s*,\\s*", 2)[0];
        if (!address.startsWith("http")) {
            return Finding.ok("registry", "is in this process and has no version");
        }
        for (var place : places(address)) {
            var told = ask(place);
            if (told.isPresent()) {
                return Finding.ok("registry", told.get());
            }
        }
        return Finding.unknown(
                Addresses.shown(address), "tells no version", "look at its own documentation if you need the version");
    }

    /** Where products tell their version: Confluent's beside the protocol, Apicurio at its root. */
    static List<URI> places(String address) {
        var root = URI.create(address).resolve("/");
        return Stream.of(
                        address.replaceAll("/+$", "") + "/v1/metadata/version",
                        root + "apis/registry/v3/system/info",
                        root + "apis/registry/v2/system/info")
                .map(URI::create)
                .toList();
    }

    private static Optional<String> ask(URI place) throws InterruptedException {
        try {
            var answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(HttpRequest.newBuilder(place).timeout(PATIENCE).build(), BodyHandlers.ofString());
            return answer.statusCode() == OK ? told(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The product's name and version in its answer. */
    static Optional<String> told(String answer) {
        try {
            var json = JSON.readTree(answer);
            return text(json, "version")
                    .map(version -> text(json, "name").orElse("Confluent Schema Registry") + " " + version);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
}
