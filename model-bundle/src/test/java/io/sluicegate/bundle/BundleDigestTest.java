package io.sluicegate.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleDigestTest {
    @TempDir
    Path folder;

    @Test
    void shouldBeWhatAShellComputes() throws IOException {
        Files.writeString(folder.resolve("a"), "1\n");
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/b"), "2\n");

        assertThat(BundleDigest.of(folder))
                .isEqualTo("6032e4e4c4d3cd4e615fa01b95ec9120933458252f3625dec2f1ad9dee645ff6");
    }

    @Test
    void shouldChangeWithAName() throws IOException {
        Files.writeString(folder.resolve("a"), "1");
        var before = BundleDigest.of(folder);
        Files.move(folder.resolve("a"), folder.resolve("b"));

        assertThat(BundleDigest.of(folder)).isNotEqualTo(before);
    }
}
