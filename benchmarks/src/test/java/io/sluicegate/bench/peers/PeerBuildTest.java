package io.sluicegate.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.runtime.command.CommandFailed;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerBuildTest {
    @TempDir
    private Path home;

    @Test
    void shouldSayInOneLineWhatIsMissingAndHowToBuildIt() {
        assertThatThrownBy(() -> new PeerBuild(home).check(List.of(Contender.SLUICEGATE, Contender.FLINK)))
                .isInstanceOf(CommandFailed.class)
                .hasMessage("flink is not built; run " + PeerBuild.COMMAND + " in " + home
                        + ", or leave it out with --subjects");
    }

    @Test
    void shouldNeedNothingForWhatRunsOnKafkaStreams() {
        assertThatCode(() -> new PeerBuild(home).check(List.of(Contender.SLUICEGATE, Contender.ADAPTER)))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldTakeTheClassesOfTheEngineAlone() throws IOException {
        var target = home.resolve("peers/flink/target");
        Files.createDirectories(target.resolve("classes"));
        Files.createDirectories(target.resolve("lib"));

        var build = new PeerBuild(home);

        assertThatCode(() -> build.check(List.of(Contender.FLINK, Contender.FLINK_BATCHED)))
                .doesNotThrowAnyException();
        assertThat(build.classPath(Engine.FLINK).split(File.pathSeparator))
                .containsExactly(target.resolve("classes").toString(), target.resolve("lib") + "/*");
    }
}
