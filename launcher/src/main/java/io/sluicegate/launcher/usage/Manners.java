package io.sluicegate.launcher.usage;

import io.sluicegate.launcher.cli.Terminal;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What holds for every command: its help, its example, its colours, and how mistakes are said. */
public final class Manners {
    private static final int NARROWEST = 60;
    private static final int WIDEST = 120;

    private Manners() {}

    /** @param errors receives the reason if the line can't be understood */
    public static CommandLine of(CommandLine line, Terminal terminal, Consumer<String> errors) {
        Commands.allWithShortForms(line.getCommandSpec()).forEach(Manners::complete);
        return line.setParameterExceptionHandler(new UsageMistakes(errors))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(Help.defaultColorScheme(terminal.hasColours() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setUsageHelpWidth(Math.min(WIDEST, Math.max(NARROWEST, terminal.width())));
    }

    private static void complete(CommandSpec command) {
        if (command.findOption("--help") == null) {
            command.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .type(boolean.class)
                    .description("Show this help message and exit.")
                    .build());
        }
        var help = command.usageMessage();
        if (help.footer().length > 0 && help.footerHeading().isEmpty()) {
            help.footerHeading("%nExample:%n");
        }
    }
}
