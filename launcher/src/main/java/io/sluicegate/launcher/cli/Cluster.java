package io.sluicegate.launcher.cli;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.kafka.Clients;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
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
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pipeline's cluster for one command. It answers at once or the command ends: nobody waits a minute to read of a wrong address. */
public final class Cluster implements AutoCloseable {
    /** The user reads of it within five seconds, of which the start of the JVM takes one or two. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    /** In all, where something listens at the address: then the machine or the one that listens is busy, and the address is right. */
    public static final Duration WITH_A_LISTENER = Duration.ofSeconds(15);

    private static final int CONNECTING_MS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

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
        return new Cluster(config, impatient(config));
    }

    /**
     * The cluster for what needs no schemas.
     *
     * @throws CommandFailed if Kafka doesn't answer in time
     */
    public static Cluster ofKafkaAlone(PipelineConfig config) throws InterruptedException {
        requireKafka(config);
        return new Cluster(config, impatient(config));
    }

    /** Clients that wait for no schema: a record whose schema the registry lacks can't be decoded, and the others are shown. */
    private static Clients impatient(PipelineConfig config) {
        return new Clients(config.kafka().withSchemaPatience(Duration.ZERO), config.service());
    }

    public PipelineConfig config() {
        return config;
    }

    public Clients clients() {
        return clients;
    }

    private static void requireKafka(PipelineConfig config) throws InterruptedException {
        var bootstrap = config.kafka().bootstrap();
        try (var clients = new Clients(config.kafka(), config.service())) {
            var admin = Admin.create(withPatience(clients));
            try {
                requireAnswer(admin.describeCluster().nodes(), bootstrap);
            } finally {
                admin.close(Duration.ZERO);
            }
        } catch (KafkaException e) {
            var reason = e.getCause() == null ? e : e.getCause();
            throw new CommandFailed(e, Message.KAFKA_NOT_ASKED, bootstrap, reason.getMessage());
        }
    }

    private static void requireAnswer(KafkaFuture<?> answer, String bootstrap) throws InterruptedException {
        var waited = PATIENCE;
        try {
            try {
                var unused = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (!hasListener(bootstrap)) {
                    throw e;
                }
                waited = WITH_A_LISTENER;
                Terminal.standard()
                        .note("Kafka at " + bootstrap + " hasn't answered for " + PATIENCE.toSeconds()
                                + " s, though something listens there; waiting for " + waited.toSeconds()
                                + " s in all");
                var unused = answer.get(WITH_A_LISTENER.minus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw silent(bootstrap, waited, e);
        }
    }

    /** Whether something takes connections at one of the addresses. */
    public static boolean hasListener(String bootstrap) {
        for (var address : bootstrap.split(",", -1)) {
            var colon = address.lastIndexOf(':');
            try (var socket = new Socket()) {
                var host = address.substring(0, colon).trim();
                var port = Integer.parseInt(address.substring(colon + 1).trim());
                socket.connect(new InetSocketAddress(host, port), CONNECTING_MS);
                return true;
            } catch (IOException | RuntimeException e) {
                LOG.atDebug().addKeyValue("address", address).setCause(e).log("nothing listens");
            }
        }
        return false;
    }

    private static CommandFailed silent(String bootstrap, Duration waited, Exception failure) {
        return failure.getCause() instanceof AuthenticationException
                        || failure.getCause() instanceof AuthorizationException
                ? new CommandFailed(
                        failure,
                        Message.KAFKA_REFUSES,
                        "Kafka at " + bootstrap,
                        failure.getCause().getMessage())
                : new CommandFailed(
                        failure,
                        Message.KAFKA_UNREACHABLE,
                        bootstrap,
                        waited.toSeconds(),
                        waited.equals(PATIENCE) ? "" : ", though something listens there");
    }

    private static Map<String, Object> withPatience(Clients clients) {
        var properties = new HashMap<>(clients.adminProperties());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) WITH_A_LISTENER.toMillis());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) WITH_A_LISTENER.toMillis());
        return properties;
    }

    /**
     * Waits for an answer; any will do, but that there is no such path: a registry that demands a password is there.
     *
     * @throws CommandFailed if the registry doesn't answer in time, or something else does
     */
    public static void requireRegistry(String registry) throws InterruptedException {
        if (registry.startsWith("mock:")) {
            return;
        }
        if (!registry.startsWith("http")) {
            throw new CommandFailed(Message.NO_REGISTRY, registry, "it is no http address");
        }
        var address = registry.split(",", 2)[0];
        var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(address + "/subjects"))
                            .timeout(PATIENCE)
                            .build(),
                    BodyHandlers.discarding());
            if (answer.statusCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                throw new CommandFailed(
                        Message.NO_REGISTRY, registry, "the server there has no path /subjects below it");
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailed(e, Message.REGISTRY_UNREACHABLE, registry, PATIENCE.toSeconds());
        }
    }

    @Override
    public void close() {
        clients.close();
    }
}
