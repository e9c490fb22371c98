package io.sluicegate.runtime.deadletter;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The content of a dead letter: the record's key, value and headers, as far as they fit. A record may exceed the largest record
 * that Sluicegate writes, and its dead letter is larger still. For each part that doesn't fit, a header gives the size and, for key
 * and value, the SHA-256; the original record stays in its topic.
 */
final class LetterContent {
    static final String KEY = "sluicegate.key";
    static final String VALUE = "sluicegate.value";
    static final String HEADERS = "sluicegate.headers";
    static final String SIZE = ".size";
    static final String SHA256 = ".sha256";

    private static final List<String> OF_PARTS = List.of(KEY + SIZE, KEY + SHA256, VALUE + SIZE, VALUE + SHA256);
    private static final int PARTS = 3;

    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final Headers headers;

    private LetterContent(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        this.key = key;
        this.value = value;
        this.headers = headers;
    }

    /** The parts of a record that fit into {@code limit} bytes together with the headers that give the cause. */
    static LetterContent fitting(
            byte @Nullable [] key, byte @Nullable [] value, Headers headers, DeadLetter cause, int limit) {
        var content = new LetterContent(key, value, unmarked(headers));
        for (int part = 0; part < PARTS && content.size(cause) > limit; part++) {
            content = content.withoutLargest();
        }
        return new LetterContent(content.key, content.value, cause.onto(content.headers));
    }

    byte @Nullable [] key() {
        return key;
    }

    byte @Nullable [] value() {
        return value;
    }

    Headers headers() {
        return headers;
    }

    /** The headers without the marks that an earlier dead letter set on its parts. */
    private static Headers unmarked(Headers headers) {
        var rest = new RecordHeaders(headers);
        OF_PARTS.forEach(rest::remove);
        rest.remove(HEADERS + SIZE);
        return rest;
    }

    private long size(DeadLetter cause) {
        return RecordSize.of(key, value, cause.onto(headers));
    }

    private LetterContent withoutLargest() {
        long ofHeaders = RecordSize.of(headers);
        long ofKey = RecordSize.length(key);
        long ofValue = RecordSize.length(value);
        if (value != null && ofValue >= Math.max(ofKey, ofHeaders)) {
            return new LetterContent(key, null, marked(headers, VALUE, value));
        }
        return key != null && ofKey >= ofHeaders
                ? new LetterContent(null, value, marked(headers, KEY, key))
                : new LetterContent(key, value, sizeOnly(ofHeaders));
    }

    /** The marks of parts that an earlier dead letter left out stay. */
    private Headers sizeOnly(long size) {
        var marks = new RecordHeaders();
        OF_PARTS.forEach(name -> headers.headers(name).forEach(marks::add));
        return DeadLetter.put(marks, HEADERS + SIZE, Long.toString(size));
    }

    private static Headers marked(Headers headers, String part, byte[] bytes) {
        var marked = new RecordHeaders(headers);
        DeadLetter.put(marked, part + SIZE, Integer.toString(bytes.length));
        return DeadLetter.put(marked, part + SHA256, sha256(bytes));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
