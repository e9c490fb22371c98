package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/messages.md} lists the catalogue as it is declared. {@code -Dsluicegate.docs.write=true} writes the list into the document.
 */
class MessagesDocTest {
    private static final Path DOC = Path.of("../docs/messages.md");
    private static final String HEADING = "| name | message | exit code | what to do |\n| --- | --- | --- | --- |\n";

    @Test
    void shouldListEachMessageAsItIsDeclared() throws IOException {
        var text = Files.readString(DOC);
        var wanted = text.substring(0, text.indexOf(HEADING)) + HEADING + rows();
        if (Boolean.getBoolean("sluicegate.docs.write")) {
            Files.writeString(DOC, wanted);
        }

        assertThat(Files.readString(DOC)).isEqualTo(wanted);
    }

    @Test
    void shouldSayWhatToDoInEachMessage() {
        assertThat(Message.values()).allSatisfy(message -> {
            assertThat(message.what()).as(message.name()).isNotBlank().doesNotEndWith(".");
            assertThat(message.remedy()).as(message.name()).isNotBlank().doesNotEndWith(".");
        });
    }

    private static String rows() {
        return Arrays.stream(Message.values())
                .map(message -> "| `%s` | %s | %d `%s` | %s |\n"
                        .formatted(
                                message,
                                read(message.what()),
                                message.exitCode().code(),
                                message.exitCode(),
                                read(message.remedy())))
                .collect(Collectors.joining());
    }

    /** With dots in the places of values, and in one line. */
    private static String read(String text) {
        return text.replaceAll("\\{\\d}", "…").replaceAll("\\s+", " ").replace("<", "&lt;");
    }
}
