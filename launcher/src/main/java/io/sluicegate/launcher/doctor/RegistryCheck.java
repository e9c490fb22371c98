package io.sluicegate.launcher.doctor;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.sluicegate.pipeline.config.Addresses;
import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.runtime.registry.Schemas;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Asks each address of the schema registry for its subjects. */
record RegistryCheck(KafkaSettings kafka) implements Check {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public List<Finding> findings() {
        return Stream.of(kafka.registry().split("\\s*,\\s*")).map(this::finding).toList();
    }

    private Finding finding(String address) {
        var where = Addresses.shown(address);
        try (var schemas = Schemas.at(address, kafka.properties())) {
            return Finding.ok(
                    where,
                    "answers; it has " + schemas.client().getAllSubjects().size() + " subjects");
        } catch (RestClientException e) {
            return refused(where, e);
        } catch (IOException e) {
            return Finding.problem(
                    where,
                    "doesn't answer: " + Addresses.shown(String.valueOf(e.getMessage())),
                    "check that the registry runs and that kafka.registry is its address; sluicegate up starts a local one");
        }
    }

    private static Finding refused(String where, RestClientException e) {
        return e.getStatus() == UNAUTHORIZED || e.getStatus() == FORBIDDEN
                ? Finding.problem(
                        where,
                        "refuses this user: " + e.getMessage(),
                        "correct the registry's user and password under kafka.properties (basic.auth.user.info)")
                : Finding.problem(
                        where,
                        "isn't a schema registry: " + e.getMessage(),
                        "correct kafka.registry; its path counts, too");
    }
}
