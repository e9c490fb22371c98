package io.sluicegate.testing;

import java.util.Locale;

/** What a test's broker runs in. */
public enum BrokerKind {
    /** What the system property {@value #PROPERTY} says, {@code embedded} (the default) or {@code containers}. */
    AS_ASKED,
    /** In the JVM of the test. */
    EMBEDDED,
    /** In a container; the tests are skipped, with that reason, where no container engine answers. */
    CONTAINERS;

    /** Runs the same test bodies on the other kind of broker. */
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
