package io.sluicegate.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressesTest {
    @Test
    void shouldNotShowUserAndPassword() {
        assertThat(Addresses.shown("https://ada:p@ss@a.org:81/x,https://ada:pass@b.org"))
                .isEqualTo("https://a.org:81/x,https://b.org");
        assertThat(Addresses.shown("http://a.org/x@y")).isEqualTo("http://a.org/x@y");
        assertThat(new KafkaSettings(
                        "k:9092",
                        "https://ada:secret@a.org",
                        KafkaSettings.Guarantee.EXACTLY_ONCE,
                        KafkaSettings.Latency.LOW,
                        (short) 1,
                        Map.of()))
                .asString()
                .contains("registry=https://a.org,")
                .doesNotContain("secret");
    }
}
