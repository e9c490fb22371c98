package io.sluicegate.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PeerSettingsTest {
    @Test
    void shouldReadEachSetting() {
        var settings = PeerSettings.of(TestSettings.properties());

        assertThat(settings.exactlyOnce()).isTrue();
        assertThat(settings.commitMs()).isEqualTo(100);
        assertThat(settings.model())
                .isEqualTo(new PeerSettings.Model("/tmp/model.onnx", "features", "score", "dlbv", 5, 0.5));
        assertThat(settings.written()).isEqualTo(new PeerSettings.Written(12, "p", "bench-model", "1", "abc"));
    }

    @Test
    void shouldNameWhatIsMissing() {
        var properties = TestSettings.properties();
        properties.remove("commit.ms");

        assertThatThrownBy(() -> PeerSettings.of(properties)).hasMessage("the peer's settings lack 'commit.ms'");
    }
}
