package io.sluicegate.launcher.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.service.ExitCode;
import io.sluicegate.sandbox.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code sluicegate dev} says before it starts anything. */
class DevCommandTest {
    @TempDir
    private Path home;

    private Path project;

    @BeforeEach
    void make() throws IOException {
        project = Files.createDirectories(home.resolve("my bikes"));
        Files.writeString(project.resolve(Project.PIPELINE), "pipeline: bikes\n");
    }

    @Test
    void shouldRefuseAProjectThatRuns() throws IOException {
        try (var folder = DataFolder.keep(project.resolve("data"), "local platform")) {
            var failure = failure(project.toString());

            assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(failure)
                    .hasMessage("another local platform is running in " + project.resolve("data")
                            + "; stop the other one, or choose another folder");
        }
    }

    @Test
    void shouldSayHowToStartAProjectThatDoesNotRun() {
        var failure = failure(project.toString(), "--print-env");

        assertThat(failure.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(failure)
                .hasMessage("no local platform runs in " + project.resolve("data") + "; start one with sluicegate dev '"
                        + project + "'");
    }

    @Test
    void shouldRefuseAFolderWithoutAPipeline() {
        assertThat(failure(home.toString())).hasMessageContaining("has no pipeline.yaml");
    }

    private static CommandFailed failure(String... arguments) {
        var failures = new ArrayList<Exception>();
        new CommandLine(new DevCommand())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    failures.add(failure);
                    return 1;
                })
                .execute(arguments);
        assertThat(failures).singleElement().isInstanceOf(CommandFailed.class);
        return (CommandFailed) failures.get(0);
    }
}
