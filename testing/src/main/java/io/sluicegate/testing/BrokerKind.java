package io.sluicegate.testing;

import java.util.Locale;

/** The kind of a test's broker. */
public enum BrokerKind {
    /** The kind that the system property {@value #PROPERTY} names, {@code embedded} (the default) or {@code containers}. */
    AS_ASKED,
    /** In the JVM of the test. */
    EMBEDDED,
    /** In a container; without a container engine, the tests are skipped with that reason. */
    CONTAINERS;

    /** The system property that chooses the kind of broker. */
    public static final String PROPERTY = "sluicegate.test.broker";

    BrokerKind resolve() {
        return this == AS_ASKED ? parse(System.getProperty(PROPERTY, "embedded")) : this;
    }

    private static BrokerKind parse(String asked) {
        return switch (asked.toLowerCase(Locale.ROOT)) {
            case "embedded" -> EMBEDDED;
            case "containers" -> CONTAINERS;
            default ->
                throw new IllegalArgumentException(
                        "-D%s=%s: expected embedded or containers".formatted(PROPERTY, asked));
        };
    }
}
