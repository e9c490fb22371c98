package io.sluicegate.launcher.cli;

import io.sluicegate.runtime.http.Json;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The option of commands that show something: as text for people, or as JSON for programs. */
public final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "table, or json for programs (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Format format;

    /** The forms of output. */
    public enum Format {
        TABLE,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isJson() {
        return format == Format.JSON;
    }

    /** Prints the value as JSON if the user asked for it, else prints the text. */
    public void print(Terminal terminal, Object json, Runnable text) {
        if (isJson()) {
            terminal.line(Json.write(json));
        } else {
            text.run();
        }
    }
}
