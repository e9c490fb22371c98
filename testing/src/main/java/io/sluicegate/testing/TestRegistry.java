package io.sluicegate.testing;

import io.sluicegate.registry.RegistryProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The schema registry of integration tests, chosen by the system property {@value #PROPERTY}: {@code apicurio} in the build, or
 * {@code mock}, the default.
 */
public final class TestRegistry {

    /** The system property that chooses the kind of registry. */
    public static final String PROPERTY = "sluicegate.test.registry";

    private static final Path DATA = Path.of("target", "test-registry");

    private static @Nullable RegistryProcess apicurio;

    private TestRegistry() {}

    /**
     * The value of {@code schema.registry.url} for clients. Each scope has a mock of its own within the JVM. All scopes share one
     * Apicurio process, from the first call until this JVM ends, so use different subjects.
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

    /**
     * Starts Apicurio. Its log stays in the build's folder for use after a failure, and its leash ends the process with this JVM.
     */
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
