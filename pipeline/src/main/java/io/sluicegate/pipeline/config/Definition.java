package io.sluicegate.pipeline.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a feature means: equal texts, equal values for the same events. The text is JSON with sorted keys, numbers without units and
 * its own version, and names the definitions of the features that it refers to by their hashes; the feature's name is not part of
 * it. It is published, stored in bundles and compared there, so a text once given may not change for the same meaning.
 */
public record Definition(String text) {
    /** Version of the form; another form is another definition. */
    static final int VERSION = 1;

    /** SHA-256 of the text, in hexadecimal digits. */
    public String hash() {
        return sha256(text);
    }

    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
