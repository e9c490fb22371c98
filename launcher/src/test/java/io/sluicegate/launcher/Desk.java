package io.sluicegate.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.runtime.service.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line as a person at a desk uses it, with what it prints. */
final class Desk {
    private Desk() {}

    /** The exit code of a command, and the lines that it printed. */
    record Result(int code, String out, List<String> errors) {
        List<String> lines() {
            return out.lines().toList();
        }

        /** The one line that says why the command failed. */
        String refusal() {
            return refusal(ExitCode.BAD_CONFIGURATION);
        }

        /** The one line that says why the command failed, with this exit code. */
        String refusal(ExitCode expected) {
            assertThat(code).as(this.toString()).isEqualTo(expected.code());
            assertThat(errors).singleElement().asString().doesNotContain("\n");
            return errors.get(0);
        }

        Result succeeded() {
            assertThat(errors).isEmpty();
            assertThat(code).isZero();
            return this;
        }
    }

    static Result run(String... arguments) {
        var errors = new ArrayList<String>();
        var printed = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            var code = SluicegateMain.run(errors::add, arguments);
            return new Result(code, printed.toString(UTF_8), errors);
        } finally {
            System.setOut(before);
        }
    }

    /** Makes a bundle in a folder from a model's bytes. */
    static Result create(byte[] model, Path bundle, String... more) throws IOException {
        var file = Files.write(bundle.resolveSibling(bundle.getFileName() + ".onnx"), model);
        var arguments = new ArrayList<>(List.of("bundle", "create", "--model", file.toString()));
        arguments.addAll(List.of("--name", "mine", "--version", "1", "--out", bundle.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    static Result score(Path bundle, Path rows, String... more) {
        var arguments = new ArrayList<>(List.of("bundle", "score", bundle.toString(), "--input", rows.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }
}
