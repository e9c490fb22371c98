package io.sluicegate.runtime.deadletter;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a dead letter holds: the record's key, value and headers, as far as they fit. A record may be larger than anything that we
 * write, and its letter is larger than the record. Of the parts that don't fit a header gives the size and, of key and value, the
 * SHA-256; the record itself can be read where it lies.
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

    /** What fits of a record into so many bytes, when the headers that say the cause are added to it. */
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

    /** Without what an earlier dead letter said of its own parts. */
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

    /** The marks of parts that were left out before stay. */
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
