package io.sluicegate.testing;

/**
 * How long the tests that have two forms run: the short form in every build, the long form with {@code -Pproof}, which sets the system
 * property {@value #PROPERTY}. Both forms make the same assertions; times are
 * held more tightly in a proof.
 */
public final class RunLength {

    /** Whether tests run in their long form: {@code true} or {@code false}, which is the default. */
    public static final String PROPERTY = "sluicegate.test.proof";

    private RunLength() {}

    /** The size of a test, such as its faults or the seconds of an outage. */
    public static int choose(int inEveryBuild, int inProof) {
        return isProof() ? inProof : inEveryBuild;
    }

    /** The cases of a test, or the time that it grants: more in a build on a busy machine than in a proof, which runs alone. */
    public static <T> T choose(T inEveryBuild, T inProof) {
        return isProof() ? inProof : inEveryBuild;
    }

    private static boolean isProof() {
        return Boolean.getBoolean(PROPERTY);
    }
}
