package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What {@code doctor} and {@code load} say without a cluster. */
class DoctorCommandTest {
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");

    @Test
    void shouldExamineThisMachineAlone() {
        var result = Desk.run("doctor").succeeded();

        assertThat(result.lines())
                .anyMatch(line -> line.matches("ok +versions +this machine: sluicegate .*"))
                .anyMatch(line -> line.matches("ok +versions +this machine: Java .*"))
                .anyMatch(line -> line.matches("ok +provider +CPUExecutionProvider: is part of this ONNX Runtime"))
                .last()
                .asString()
                .startsWith("0 problems, ");
    }

    @Test
    void shouldSpeakJsonToPrograms() throws Exception {
        var json = new ObjectMapper()
                .readTree(Desk.run("doctor", "--output", "json").succeeded().out());

        assertThat(json.get("checks").findValuesAsText("check")).containsExactly("versions", "provider", "locale");
        assertThat(json.at("/checks/0/findings/0/state").asText()).isEqualTo("ok");
        assertThat(json.at("/checks/0/findings/0/remedy").isTextual()).isTrue();
    }

    @Test
    void shouldRefuseALoadThatSendsNothing() {
        assertThat(Desk.run("load", "--pipeline", FRAUD.toString(), "--rate", "0")
                        .errors())
                .singleElement()
                .asString()
                .contains("--rate and --for must be above 0");
        assertThat(Desk.run("load", "--pipeline", FRAUD.toString(), "--for", "5s", "--warm-up", "5s")
                        .errors())
                .singleElement()
                .asString()
                .contains("--warm-up must be shorter than --for");
    }
}
