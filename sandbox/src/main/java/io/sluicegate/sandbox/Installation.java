package io.sluicegate.sandbox;

import java.nio.file.Path;

/** The folders of Sluicegate on this machine, as set by the script. */
public final class Installation {
    private Installation() {}

    /** The folder with the examples. */
    public static Path home() {
        return Path.of(System.getProperty("sluicegate.home", "."));
    }

    /** The folder with the libraries and the registry. */
    public static Path app() {
        return Path.of(System.getProperty("sluicegate.app", "launcher/target/sluicegate"));
    }

    /** The card-fraud example's pipeline. */
    public static Path fraudPipeline() {
        return home().resolve("examples/fraud/fraud.yaml");
    }
}
