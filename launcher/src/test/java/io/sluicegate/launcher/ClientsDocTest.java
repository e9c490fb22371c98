package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/clients.md} shows the programs in {@code examples/clients} as they are, and with which clients they are tested. */
class ClientsDocTest {
    @ParameterizedTest
    @EnumSource
    void shouldShowEachProgramWhole(ClientProgram program) throws IOException {
        assertThat(guide().section(program.section()).blocks(program.language()))
                .as("copy " + program + " into the document")
                .contains(program.text());
    }

    @Test
    void shouldNameTheReleaseOfKafkasClients() throws IOException {
        assertThat(guide().section("Programs").text()).contains("Kafka's clients " + AppInfoParser.getVersion() + ",");
    }

    private static Document guide() throws IOException {
        return Document.read(Path.of("../docs/clients.md"));
    }
}
