package io.sluicegate.launcher.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

class ShortFormsTest {
    private final CommandLine root = new CommandLine(new Root());

    @Command(
            name = "sluicegate",
            subcommands = {ModelCommands.class, RolloutCommands.class})
    private static final class Root {}

    @BeforeEach
    void add() {
        ShortForms.addTo(root);
    }

    @Test
    void shouldKnowWhichWordsAreShortForms() {
        assertThat(root.getSubcommands().keySet())
                .filteredOn(ShortForms::has)
                .contains("rollback", "register")
                .doesNotContain("model", "rollout")
                .hasSize(root.getSubcommands().size() - 2);
        assertThat(ShortForms.has("check")).isFalse();
    }

    @Test
    void shouldTakeTheSameOptionsAsTheLongForms() {
        for (var group : List.of("model", "rollout")) {
            root.getSubcommands().get(group).getSubcommands().forEach((name, command) -> assertThat(
                            options(root.getSubcommands().get(name)))
                    .as(name)
                    .isNotEmpty()
                    .isEqualTo(options(command)));
        }
    }

    @Test
    void shouldBeListedOnceInTheHelp() {
        var help = root.getUsageMessage(CommandLine.Help.Ansi.OFF);

        assertThat(help)
                .containsOnlyOnce("deploy")
                .contains("Short forms:", "  register, approve: as under sluicegate model");
        assertThat(help.lines()
                        .filter(line ->
                                line.strip().startsWith("model") || line.strip().startsWith("rollout")))
                .hasSize(2);
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .map(OptionSpec::names)
                .map(Arrays::toString)
                .sorted()
                .toList();
    }
}
