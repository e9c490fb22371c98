package io.sluicegate.platform.config;

import io.sluicegate.platform.config.ModelSettings.Approval;
import io.sluicegate.platform.config.ModelSettings.OtherDefinitions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** Reads {@code model}. */
final class ModelSection {
    private static final ConfigType<String> NAME = ConfigType.text(
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}"),
            "a name of letters, digits, '.', '_' and '-'",
            "fraud-model");
    private static final long BATCH = 32;

    private ModelSection() {}

    static ModelSettings read(ConfigNode node) {
        long batch = node.at("batch").get(ConfigType.integer(1, 4096), BATCH);
        return new ModelSettings(
                node.at("name").get(NAME),
                node.at("store").get(ConfigType.path(), Path.of("data", "models")),
                node.at("approval").get(ConfigType.oneOf(Approval.class), Approval.NONE),
                (int) batch,
                node.at("prepare-timeout").get(ConfigType.duration(), Duration.ofSeconds(60)),
                node.at("definitions").get(ConfigType.oneOf(OtherDefinitions.class), OtherDefinitions.REFUSE));
    }
}
