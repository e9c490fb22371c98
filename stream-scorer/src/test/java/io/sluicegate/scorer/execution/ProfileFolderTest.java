package io.sluicegate.scorer.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProfileFolderTest {
    @Test
    void shouldBeGoneWithItsProfiles() throws IOException {
        var folder = ProfileFolder.create();
        var profile = Files.writeString(Path.of(folder.prefix() + "_1.json"), "[]");
        assertThat(profile).exists();

        folder.close();

        assertThat(profile.getParent()).doesNotExist();
    }
}
