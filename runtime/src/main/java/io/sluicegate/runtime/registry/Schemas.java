package io.sluicegate.runtime.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * The registered schemas. While the registry doesn't answer, a call is repeated for a while and then fails with {@link
 * RegistryUnavailable}; until the registry answers, {@link #trouble()} names the fault and the service isn't ready.
 */
public final class Schemas implements AutoCloseable {
    /**
     * Confluent's codes for an unknown subject, version, schema and compatibility level. A 404 without one of them comes from
     * another server.
     */
    private static final Set<Integer> ABSENT = Set.of(40401, 40402, 40403, 40408);

    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final int CACHED = 10_000;
    private static final String COMPATIBILITY = "FULL";

    private final SchemaRegistryClient client;
    private final RegistryCalls calls;
    private final UnknownSchemas unknown;
    private final Map<Integer, Schema> known = new ConcurrentHashMap<>();
    private final Map<Registration, Integer> registered = new ConcurrentHashMap<>();

    private record Registration(String subject, Schema schema) {}

    /** The schemas of a registry without lag. */
    public Schemas(SchemaRegistryClient client, String url, Duration patience) {
        this(client, url, patience, new UnknownSchemas(Duration.ZERO, System::nanoTime));
    }

    public Schemas(SchemaRegistryClient client, String url, Duration patience, UnknownSchemas unknown) {
        this.client = client;
        this.unknown = unknown;
        this.calls = new RegistryCalls(url, patience, client::getAllSubjects);
    }

    /** The schemas of the registry at the URL, which has no lag. */
    public static Schemas at(String url, Map<String, String> properties) {
        return at(url, properties, Duration.ZERO);
    }

    /**
     * The schemas of the registry at the URL; {@code mock://scope} is a registry within the JVM.
     *
     * @param lag how long to wait for a schema that the registry doesn't have yet
     */
    public static Schemas at(String url, Map<String, String> properties, Duration lag) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("http.connect.timeout.ms", 2_000);
        settings.put("http.read.timeout.ms", 5_000);
        settings.put("max.retries", 0);
        settings.put("latest.cache.ttl.sec", 0L);
        settings.put("missing.id.cache.ttl.sec", 0L);
        settings.putAll(properties);
        var client = SchemaRegistryClientFactory.newClient(
                List.of(url.split(",")), CACHED, AvroOnly.providers(), settings, Map.of());
        return new Schemas(client, url, RegistryCalls.PATIENCE, new UnknownSchemas(lag, System::nanoTime));
    }

    public SchemaRegistryClient client() {
        return client;
    }

    /** Whether the schema is cached, so that reading it needs no call to the registry. */
    public boolean knows(int id) {
        return known.containsKey(id);
    }

    /**
     * The Avro schema with the id, or empty if the registry has none.
     *
     * @throws RegistryUnavailable if the registry doesn't answer, or may lag and doesn't have the schema yet
     */
    public Optional<Schema> byId(int id) {
        var schema = known.get(id);
        if (schema != null) {
            return Optional.of(schema);
        }
        return unknown.isUnknown(id) ? Optional.empty() : ask(id);
    }

    /** The newest schema of a subject, or empty if it has none. */
    public Optional<Schema> latest(String subject) {
        return calls.ask(() -> {
            try {
                return Optional.of(new Schema.Parser()
                        .parse(client.getLatestSchemaMetadata(subject).getSchema()));
            } catch (RestClientException e) {
                return absent(e);
            }
        });
    }

    /** A subject's schemas before its newest one, newest first; the stream reads them from the registry one by one. */
    public Stream<Schema> beforeLatest(String subject) {
        return calls.ask(() -> versions(subject)).stream()
                .sorted(Comparator.reverseOrder())
                .skip(1)
                .flatMap(version -> calls.ask(() -> version(subject, version)).stream());
    }

    private List<Integer> versions(String subject) throws IOException, RestClientException {
        try {
            return client.getAllVersions(subject);
        } catch (RestClientException e) {
            return Schemas.<List<Integer>>absent(e).orElse(List.of());
        }
    }

    private Optional<Schema> version(String subject, int version) throws IOException, RestClientException {
        try {
            return Optional.of(new Schema.Parser()
                    .parse(client.getSchemaMetadata(subject, version).getSchema()));
        } catch (RestClientException e) {
            return absent(e);
        }
    }

    /**
     * Whether the subject has or had the schema with the id. Looked up by id, because some registries find a schema only by the
     * exact text that it was registered with.
     */
    public boolean has(String subject, int id) {
        return calls.ask(() -> {
            try {
                return client.getAllVersionsById(id).stream()
                        .anyMatch(version -> version.getSubject().equals(subject));
            } catch (RestClientException e) {
                return Schemas.<Boolean>absent(e).orElse(false);
            }
        });
    }

    /**
     * Registers a schema under a subject and returns its id; a schema that is registered already keeps its id. From the first
     * registration on, the registry holds the subject to full compatibility, for every writer. Later calls with the same schema
     * don't call the registry.
     *
     * @throws IncompatibleSchema if readers of the old schema couldn't read the new one's records, or the other way round
     */
    public int register(String subject, Schema schema) {
        var registration = new Registration(subject, schema);
        var id = registered.get(registration);
        if (id == null) {
            id = registerAnew(subject, schema);
            registered.put(registration, id);
        }
        return id;
    }

    /**
     * Registers a schema under a subject of the user's and returns its id. The subject's compatibility level stays as it is, and the
     * registry alone judges the schema by it.
     *
     * @throws IncompatibleSchema if the registry refuses the schema
     */
    public int add(String subject, Schema schema) {
        int id = calls.ask(() -> added(subject, schema));
        unknown.found(id);
        return id;
    }

    private int registerAnew(String subject, Schema schema) {
        var before = latest(subject).filter(it -> !it.equals(schema));
        before.flatMap(it -> Compatibility.trouble(it, schema)).ifPresent(trouble -> {
            throw new IncompatibleSchema(subject, trouble);
        });
        int id = calls.ask(() -> added(subject, schema));
        unknown.found(id);
        calls.ask(() -> held(subject));
        return id;
    }

    /** The fault of the registry; empty while it answers. */
    public Optional<String> trouble() {
        return calls.trouble().or(unknown::trouble);
    }

    @Override
    public void close() {
        try {
            calls.close();
            client.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Optional<Schema> ask(int id) {
        Optional<Schema> answer = calls.ask(() -> {
            try {
                return Optional.of(((AvroSchema) client.getSchemaById(id)).rawSchema());
            } catch (RestClientException e) {
                return awaited(id, e);
            } catch (RuntimeException e) {
                return notAvro(e);
            }
        });
        answer.ifPresent(schema -> {
            known.put(id, schema);
            unknown.found(id);
        });
        return answer;
    }

    /** Empty once the wait for the schema is over. */
    private Optional<Schema> awaited(int id, RestClientException e) throws RestClientException {
        var none = Schemas.<Schema>absent(e);
        if (unknown.isAwaited(id)) {
            throw new RegistryUnavailable(unknown.waiting(id), e);
        }
        return none;
    }

    private int added(String subject, Schema schema) throws Exception {
        try {
            return client.register(subject, new AvroSchema(schema));
        } catch (RestClientException e) {
            if (e.getStatus() != CONFLICT) {
                throw refused(subject, e);
            }
            return again(subject, schema);
        }
    }

    /**
     * Registers once more after a conflict: some registries also report a conflict when two processes create a subject at the same
     * moment.
     */
    private int again(String subject, Schema schema) throws Exception {
        try {
            return client.register(subject, new AvroSchema(schema));
        } catch (RestClientException e) {
            throw refused(subject, e);
        }
    }

    /**
     * The subject's compatibility level, set if there is none: some registries leave a new subject without a level, shown as NONE
     * or as not found.
     */
    private String held(String subject) throws IOException, RestClientException {
        var level = level(subject);
        return level.equals("NONE") ? client.updateCompatibility(subject, COMPATIBILITY) : level;
    }

    private String level(String subject) throws IOException, RestClientException {
        try {
            return client.getCompatibility(subject);
        } catch (RestClientException e) {
            return Schemas.<String>absent(e).orElse("NONE");
        }
    }

    private static <T> Optional<T> absent(RestClientException e) throws RestClientException {
        if (ABSENT.contains(e.getErrorCode())) {
            return Optional.empty();
        }
        throw e;
    }

    private static <T> Optional<T> notAvro(RuntimeException e) {
        if (AvroOnly.refused(e)) {
            return Optional.empty();
        }
        throw e;
    }

    private static Exception refused(String subject, RestClientException e) {
        return e.getStatus() == CONFLICT || e.getStatus() == UNPROCESSABLE
                ? new IncompatibleSchema(subject, String.valueOf(e.getMessage()))
                : e;
    }
}
