package io.sluicegate.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.pipeline.config.KafkaSettings.Latency;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"ada\" password=\"x\";",
                "org.apache.kafka.common.security.plain.PlainLoginModule required password=x username=ada;"
            })
    void shouldBeTheSaslUser(String login) {
        assertThat(issuer(Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", login)))
                .isEqualTo(new Issuer("ada", true));
    }

    @Test
    void shouldBeTheSubjectOfTheCertificate(@TempDir Path folder) throws Exception {
        var store = folder.resolve("keys.p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "client",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=ada",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "secret",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();

        assertThat(issuer(Map.of(
                        "security.protocol", "SSL",
                        "ssl.keystore.location", store.toString(),
                        "ssl.keystore.type", "PKCS12",
                        "ssl.keystore.password", "secret")))
                .isEqualTo(new Issuer("CN=ada", true));
    }

    @Test
    void shouldBeTheSystemsUserWhereNobodyIsAuthenticated() {
        assertThat(issuer(Map.of())).isEqualTo(new Issuer(System.getProperty("user.name"), false));
        assertThat(issuer(Map.of("sasl.jaas.config", "x username=\"unused\";")).authenticated())
                .isFalse();
        assertThat(issuer(Map.of("security.protocol", "SSL", "ssl.keystore.location", "/nowhere"))
                        .authenticated())
                .isFalse();
    }

    @Test
    void shouldNameThePersonAndTheIdentityThatThePersonCameBy() {
        assertThat(new Issuer("console", true).onBehalfOf("ada")).isEqualTo("ada by way of console");
        assertThat(new Issuer("root", false).onBehalfOf("ada")).isEqualTo("ada");
    }

    private static Issuer issuer(Map<String, String> properties) {
        return Issuer.of(new KafkaSettings(
                "localhost:9092", "mock://x", Guarantee.EXACTLY_ONCE, Latency.LOW, (short) 1, properties));
    }
}
