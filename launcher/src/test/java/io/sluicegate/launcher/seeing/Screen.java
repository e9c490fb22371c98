package io.sluicegate.launcher.seeing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.launcher.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What is printed on a terminal of eighty columns without colours. */
final class Screen {
    private static final String ERASE_LINE = "\r\033[K";

    private Screen() {}

    static String of(Consumer<Terminal> printing) {
        var bytes = new ByteArrayOutputStream();
        printing.accept(
                Terminal.of(new PrintStream(bytes, true, UTF_8), true, Map.of("NO_COLOR", "1", "COLUMNS", "80")));
        return bytes.toString(UTF_8).replace(ERASE_LINE, "");
    }

    static List<String> lines(Consumer<Terminal> printing) {
        return of(printing).lines().toList();
    }
}
