package io.sluicegate.pipeline.config;

import io.sluicegate.pipeline.config.PipelineKeys.PlacedSection;
import io.sluicegate.pipeline.config.PipelineKeys.PlacedSetting;
import io.sluicegate.pipeline.config.Setting.Absence.Described;
import java.util.stream.Collectors;

/** Writes the tables of {@code docs/configuration.md} from the declared keys. */
final class ConfigurationReference {
    private static final String HEAD = """
            | key | type | default | unit | allowed | meaning | since |
            |---|---|---|---|---|---|---|
            """;

    private ConfigurationReference() {}

    static String markdown() {
        return PipelineKeys.sections().stream()
                .map(ConfigurationReference::section)
                .collect(Collectors.joining("\n"));
    }

    private static String section(PlacedSection placed) {
        var title = placed.path().isEmpty() ? "The pipeline" : "`" + placed.path() + "`";
        var rows = placed.settings().map(ConfigurationReference::row).collect(Collectors.joining());
        return "### " + title + "\n\n" + placed.section().meaning() + "\n" + (rows.isEmpty() ? "" : "\n" + HEAD + rows);
    }

    private static String row(PlacedSetting placed) {
        var setting = placed.setting();
        var companion =
                setting.companion().map(it -> "; only beside `" + it + "`").orElse("");
        var form = setting.type().form();
        return "| `" + placed.path() + "` | "
                + String.join(
                        " | ",
                        form.type(),
                        absence(placed),
                        form instanceof ValueForm.Duration ? "ms, s, m, h, d" : setting.unit(),
                        form.allowed(),
                        setting.meaning() + companion,
                        setting.since())
                + " |\n";
    }

    private static String absence(PlacedSetting placed) {
        if (placed.setting().absence() instanceof Described<?> described) {
            return described.text();
        }
        return placed.defaultText().map(text -> "`" + text + "`").orElse("required");
    }
}
