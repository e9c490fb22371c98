package io.sluicegate.runtime.kafka;

import io.sluicegate.pipeline.config.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/**
 * The issuer of this client's commands: the identity by which Kafka authenticates the client. Kafka doesn't write the identity into
 * records, so readers of a command see an unproven claim; only a topic's ACL confines who may append.
 *
 * @param name the name in {@code issuedBy}
 * @param authenticated whether Kafka authenticates the name; otherwise it is the operating system's user
 */
public record Issuer(String name, boolean authenticated) {
    private static final Pattern USERNAME = Pattern.compile("\\busername\\s*=\\s*(?:\"([^\"]+)\"|([^\\s;\"]+))");

    /** The SASL user name, else the subject of the TLS certificate, else the system's user. */
    public static Issuer of(KafkaSettings kafka) {
        var properties = kafka.properties();
        var protocol = properties.getOrDefault(AdminClientConfig.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT");
        var known = protocol.startsWith("SASL") ? saslUser(properties) : certificate(protocol, properties);
        return known.map(name -> new Issuer(name, true))
                .orElseGet(() -> new Issuer(System.getProperty("user.name", "unknown"), false));
    }

    /** The issuer's name for a person who uses this client; nobody has authenticated the person's name. */
    public String onBehalfOf(String person) {
        return authenticated ? person + " by way of " + name : person;
    }

    private static Optional<String> saslUser(Map<String, String> properties) {
        var login = USERNAME.matcher(properties.getOrDefault(SaslConfigs.SASL_JAAS_CONFIG, ""));
        return login.find() ? Optional.of(login.group(1) == null ? login.group(2) : login.group(1)) : Optional.empty();
    }

    private static Optional<String> certificate(String protocol, Map<String, String> properties) {
        var location = properties.get(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
        return protocol.equals("SSL") && location != null ? subject(location, properties) : Optional.empty();
    }

    /**
     * The certificate's subject; empty if the key store can't be read, because the connection to Kafka then fails and names the
     * cause.
     */
    private static Optional<String> subject(String location, Map<String, String> properties) {
        try (var file = Files.newInputStream(Path.of(location))) {
            var store = KeyStore.getInstance(properties.getOrDefault(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "JKS"));
            store.load(
                    file,
                    properties
                            .getOrDefault(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG, "")
                            .toCharArray());
            for (var alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    return Optional.of(certificate.getSubjectX500Principal().getName());
                }
            }
            return Optional.empty();
        } catch (IOException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
