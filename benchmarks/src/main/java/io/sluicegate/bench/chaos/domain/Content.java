package io.sluicegate.bench.chaos.domain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The size and the SHA-256 hash of a record's value or key: what a dead letter must tell of its record, by the bytes or in headers.
 *
 * @param size in bytes; -1 where there are no bytes
 */
public record Content(int size, String hash) {
    private static final Content NONE = new Content(-1, "none");

    /** Of these bytes. */
    public static Content of(byte @Nullable [] bytes) {
        return bytes == null ? NONE : new Content(bytes.length, hash(bytes));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return size + " bytes with hash " + hash;
    }
}
