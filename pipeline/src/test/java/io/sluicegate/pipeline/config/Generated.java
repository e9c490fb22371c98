package io.sluicegate.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A committed file that is generated: checked, or written anew with {@code -Dsluicegate.docs.write=true}. */
final class Generated {
    private Generated() {}

    static void check(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("sluicegate.docs.write")) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file))
                .as("%s is behind the declared keys: run this test with -Dsluicegate.docs.write=true, and commit", file)
                .isEqualTo(expected);
    }
}
