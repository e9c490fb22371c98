package io.sluicegate.launcher.cli;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.kafka.Clients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** A pipeline's cluster for one command. It answers at once or the command ends: nobody waits a minute to read of a wrong address. */
public final class Cluster implements AutoCloseable {
    /** The user reads of it within five seconds, of which the start of the JVM takes one or two. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private final PipelineConfig config;
    private final Clients clients;

    private Cluster(PipelineConfig config, Clients clients) {
        this.config = config;
        this.clients = clients;
    }

    /** @throws CommandFailed if Kafka or the registry doesn't answer in time */
    public static Cluster open(PipelineConfig config) throws InterruptedException {
        requireKafka(config);
        requireRegistry(config.kafka().registry());
        return new Cluster(config, new Clients(config.kafka(), config.service()));
    }

    /**
     * The cluster for what needs no schemas.
     *
     * @throws CommandFailed if Kafka doesn't answer in time
     */
    public static Cluster ofKafkaAlone(PipelineConfig config) throws InterruptedException {
        requireKafka(config);
        return new Cluster(config, new Clients(config.kafka(), config.service()));
    }

    public PipelineConfig config() {
        return config;
    }

    public Clients clients() {
        return clients;
    }

    private static void requireKafka(PipelineConfig config) throws InterruptedException {
        try (var clients = new Clients(config.kafka(), config.service());
                var admin = Admin.create(withPatience(clients))) {
            admin.describeCluster().nodes().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw silent(config.kafka().bootstrap(), e);
        } catch (KafkaException e) {
            var reason = e.getCause() == null ? e : e.getCause();
            throw new CommandFailed(e, Message.KAFKA_NOT_ASKED, config.kafka().bootstrap(), reason.getMessage());
        }
    }

    private static CommandFailed silent(String bootstrap, Exception failure) {
        return failure.getCause() instanceof AuthenticationException
                        || failure.getCause() instanceof AuthorizationException
                ? new CommandFailed(
                        failure,
                        Message.KAFKA_REFUSES,
                        "Kafka at " + bootstrap,
                        failure.getCause().getMessage())
                : new CommandFailed(failure, Message.KAFKA_UNREACHABLE, bootstrap, PATIENCE.toSeconds());
    }

    private static Map<String, Object> withPatience(Clients clients) {
        var properties = new HashMap<>(clients.adminProperties());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return properties;
    }

    /**
     * Waits for an answer; any will do: a registry that demands a password is there.
     *
     * @throws CommandFailed if the registry doesn't answer in time
     */
    public static void requireRegistry(String registry) throws InterruptedException {
        if (!registry.startsWith("http")) {
            return;
        }
        var address = registry.split(",", 2)[0];
        var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            client.send(
                    HttpRequest.newBuilder(URI.create(address + "/subjects"))
                            .timeout(PATIENCE)
                            .build(),
                    BodyHandlers.discarding());
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailed(e, Message.REGISTRY_UNREACHABLE, registry, PATIENCE.toSeconds());
        }
    }

    @Override
    public void close() {
        clients.close();
    }
}
