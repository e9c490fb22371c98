package io.sluicegate.runtime.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.RecordLimits;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;

class LetterContentTest {
    private static final int HUGE = RecordLimits.WRITTEN + 1;
    private static final DeadLetter CAUSE = new DeadLetter("s", "t", 3, 7, ErrorCode.UNDECODABLE, "no record");
    private static final String MILLION_A = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

    @Test
    void shouldKeepWhatFits() {
        var content = fitting(bytes("k"), bytes("abc"), new RecordHeaders(), RecordLimits.WRITTEN);

        assertThat(content.value()).isEqualTo(bytes("abc"));
        assertThat(content.headers()).hasSize(6);
    }

    @Test
    void shouldSaySizeAndHashOfWhatDoesNotFit() {
        var content = fitting(bytes("k"), bytes("a".repeat(1_000_000)), new RecordHeaders(), 10_000);

        assertThat(content.value()).isNull();
        assertThat(text(content, "sluicegate.value.size")).isEqualTo("1000000");
        assertThat(text(content, "sluicegate.value.sha256")).isEqualTo(MILLION_A);
        assertThat(text(content, "sluicegate.offset")).isEqualTo("7");
    }

    @Test
    void shouldLeaveOutTheLargestPartsOnly() {
        var headers = new RecordHeaders().add("huge", new byte[HUGE]);

        var ofKey = fitting(new byte[HUGE], bytes("v"), new RecordHeaders(), RecordLimits.WRITTEN);
        var ofHeaders = fitting(bytes("k"), bytes("v"), headers, RecordLimits.WRITTEN);
        var ofAll = fitting(new byte[HUGE], new byte[HUGE], headers, RecordLimits.WRITTEN);

        assertThat(ofKey.key()).isNull();
        assertThat(ofKey.value()).isEqualTo(bytes("v"));
        assertThat(text(ofKey, "sluicegate.key.size")).isEqualTo("" + HUGE);
        assertThat(ofHeaders.key()).isEqualTo(bytes("k"));
        assertThat(ofHeaders.value()).isEqualTo(bytes("v"));
        assertThat(ofHeaders.headers().lastHeader("huge")).isNull();
        assertThat(text(ofHeaders, "sluicegate.headers.size")).isEqualTo("" + (HUGE + 14));
        assertThat(ofAll.key()).isNull();
        assertThat(ofAll.value()).isNull();
        assertThat(text(ofAll, "sluicegate.value.size")).isEqualTo("" + HUGE);
        assertThat(text(ofAll, "sluicegate.key.size")).isEqualTo("" + HUGE);
    }

    @Test
    void shouldForgetWhatAnEarlierLetterSaidOfItsParts() {
        var first = fitting(bytes("k"), new byte[HUGE], new RecordHeaders(), RecordLimits.WRITTEN);

        var second = fitting(bytes("k"), bytes("v"), first.headers(), RecordLimits.WRITTEN);

        assertThat(second.headers().lastHeader("sluicegate.value.size")).isNull();
    }

    @Test
    void shouldCutAMessageThatQuotesALargeRecord() {
        var cause = new DeadLetter("s", "t", 3, 7, ErrorCode.UNEXPECTED, "x".repeat(HUGE));

        assertThat(cause.message()).hasSize(2_001).endsWith("…");
    }

    /** Else the producer would refuse what we take to fit. */
    @Test
    void shouldReckonNoLessThanKafkaDoes() {
        var headers =
                new RecordHeaders().add("ü".repeat(50_000), new byte[70_000]).add("none", null);

        assertThat(RecordSize.of(new byte[20_000], new byte[3_000_000], headers))
                .isGreaterThanOrEqualTo(AbstractRecords.estimateSizeInBytesUpperBound(
                        RecordBatch.CURRENT_MAGIC_VALUE,
                        Compression.NONE.type(),
                        new byte[20_000],
                        new byte[3_000_000],
                        headers.toArray()));
    }

    private static LetterContent fitting(byte[] key, byte[] value, Headers headers, int limit) {
        return LetterContent.fitting(key, value, headers, CAUSE, limit);
    }

    private static String text(LetterContent content, String header) {
        return new String(content.headers().lastHeader(header).value(), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
