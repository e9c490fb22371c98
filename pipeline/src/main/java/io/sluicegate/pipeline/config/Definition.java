package io.sluicegate.pipeline.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The definition of a feature in canonical form: equal texts give equal values for the same events. The text is JSON with sorted
 * keys, numbers without units and a version of the form. It refers to other features by the hashes of their definitions, and
 * excludes the feature's own name. Definitions are published, stored in bundles and compared, so the text for a meaning must never
 * change.
 */
public record Definition(String text) {
    /** The version of the form; another version makes another definition. */
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
