package io.sluicegate.launcher.control;

import io.sluicegate.records.CommandKind;
import picocli.CommandLine.Command;

/** Makes a version the primary. */
@Command(
        name = "deploy",
        description = "Prepare a version on every instance and make it the primary.",
        footer = "  sluicegate rollout deploy --pipeline examples/fraud/fraud.yaml --model-version 2")
final class Deploy extends NewVersionCommand {
    Deploy() {
        super(CommandKind.DEPLOY);
    }
}
