package io.sluicegate.bench.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {
    private static final Sample FIRST = new Sample(1000, 10, 100, 1, 8, 50);
    private static final Sample SECOND = new Sample(1100, 30, 200, 3, 40, 70);

    @TempDir
    private Path folder;

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        var file = Files.writeString(folder.resolve("samples"), FIRST.line() + SECOND.line());

        assertThat(Sample.read(file)).containsExactly(FIRST, SECOND);
    }

    @Test
    void shouldLeaveOutALineThatIsStillBeingWritten() throws IOException {
        var half = SECOND.line().substring(0, 12);
        var file = Files.writeString(folder.resolve("samples"), FIRST.line() + half);

        assertThat(Sample.read(file)).containsExactly(FIRST);
    }

    @Test
    void shouldMixTwoSamplesByTime() {
        assertThat(Sample.at(List.of(FIRST, SECOND), 1025)).isEqualTo(new Sample(1025, 15, 125, 1.5, 16, 55));
    }

    @ParameterizedTest
    @ValueSource(doubles = {999, 1101})
    void shouldRefuseAMomentWithoutSamplesAroundIt(double ms) {
        assertThatThrownBy(() -> Sample.at(List.of(FIRST, SECOND), ms)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldGiveTheFirstAndTheLastSampleThemselves() {
        assertThat(Sample.at(List.of(FIRST, SECOND), 1000)).isEqualTo(FIRST);
        assertThat(Sample.at(List.of(FIRST, SECOND), 1100)).isEqualTo(SECOND);
    }
}
