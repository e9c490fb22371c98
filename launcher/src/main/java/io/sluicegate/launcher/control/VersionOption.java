package io.sluicegate.launcher.control;

import picocli.CommandLine.Option;

/** The option for the version that a command is about. */
final class VersionOption {
    @Option(
            names = {"-v", "--model-version"},
            required = true,
            paramLabel = "VERSION",
            description = "The model's version.")
    @SuppressWarnings("NullAway.Init")
    String version;
}
