package io.sluicegate.scorer.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadMarksTest {
    @TempDir
    Path folder;

    @Test
    void shouldStandUntilCleared() {
        var marks = new LoadMarks(folder);

        marks.set("a");
        assertThat(marks.stands("a")).isTrue();

        marks.clear("a");
        assertThat(marks.stands("a")).isFalse();
    }

    @Test
    void shouldTakeBackItsOwnMarksOnlyAtAnOrderlyEnd() {
        new LoadMarks(folder).set("of a process that was killed");
        var marks = new LoadMarks(folder);
        marks.set("under way");

        marks.end();
        marks.set("later");

        assertThat(folder.toFile().list()).containsExactly("of a process that was killed.loading");
    }
}
