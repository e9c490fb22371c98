package io.sluicegate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunLengthTest {
    private String before;

    @BeforeEach
    void forget() {
        before = System.clearProperty(RunLength.PROPERTY);
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(RunLength.PROPERTY);
        } else {
            System.setProperty(RunLength.PROPERTY, before);
        }
    }

    @Test
    void shouldBeShortUnlessAProofIsAskedFor() {
        assertThat(RunLength.choose(2, 60)).isEqualTo(2);
    }

    @Test
    void shouldBeLongForAProof() {
        System.setProperty(RunLength.PROPERTY, "true");

        assertThat(RunLength.choose(2, 60)).isEqualTo(60);
    }
}
