package io.sluicegate.drift.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * An event's name in the join: the first 128 bits of SHA-256 over entity and event id. Among n events, the chance that two share a name
 * is n² / 2¹²⁹. With 1.2 thousand million events, which are seven days at 2,000 a second, it is 2·10⁻²¹. Nobody can choose ids that
 * collide without breaking the first half of SHA-256.
 */
final class EventHash {
    private static final int BYTES = 16;

    private final MessageDigest digest = sha256();

    Bytes of(String entity, String eventId) {
        var first = entity.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(first.length).array());
        digest.update(first);
        var whole = digest.digest(eventId.getBytes(StandardCharsets.UTF_8));
        return Bytes.wrap(Arrays.copyOf(whole, BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
