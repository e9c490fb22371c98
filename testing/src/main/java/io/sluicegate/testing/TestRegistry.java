package io.sluicegate.testing;

import io.sluicegate.registry.RegistryProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The schema registry that integration tests run against: what the system property {@value #PROPERTY} says, {@code
 * apicurio} in the build, or {@code mock}, which is what it is where nothing is said.
 */
public final class TestRegistry {

    /** Runs the same test bodies on the other kind of registry. */
    public static final String PROPERTY = "sluicegate.test.registry";

    private static final Path DATA = Path.of("target", "test-registry");

    private static @Nullable RegistryProcess apicurio;

    private TestRegistry() {}

    /**
     * What clients set as {@code schema.registry.url}. A mock is one within the JVM for each scope. Apicurio is one process
     * that all scopes share, from the first call until this JVM ends: name your subjects apart.
     */
    public static String url(String scope) {
        return url(System.getProperty(PROPERTY, "mock"), scope);
    }

    static String url(String kind, String scope) {
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "mock" -> "mock://" + scope;
            case "apicurio" -> apicurio().url();
            default ->
                throw new IllegalArgumentException("-D%s=%s: expected apicurio or mock".formatted(PROPERTY, kind));
        };
    }

    private static synchronized RegistryProcess apicurio() {
        if (apicurio == null) {
            apicurio = start();
        }
        return apicurio;
    }

    /** Its log stays in the build's folder, to be read after a failure. Its leash closes it when this JVM ends. */
    private static RegistryProcess start() {
        try {
            return RegistryProcess.start(Files.createTempDirectory(Files.createDirectories(DATA), "apicurio-"));
        } catch (IOException e) {
            throw new IllegalStateException("No schema registry to test against: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the schema registry started", e);
        }
    }
}
