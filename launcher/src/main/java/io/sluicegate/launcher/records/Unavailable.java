package io.sluicegate.launcher.records;

import io.sluicegate.pipeline.config.Addresses;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.registry.RegistryUnavailable;

/** A registry that stops answering while a command needs it. */
public final class Unavailable {
    private static final int SECONDS = 5;

    private Unavailable() {}

    public static CommandFailed registry(PipelineConfig config, RegistryUnavailable cause) {
        return new CommandFailed(
                cause,
                Message.REGISTRY_UNREACHABLE,
                Addresses.shown(config.kafka().registry()),
                SECONDS);
    }
}
