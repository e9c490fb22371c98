package io.sluicegate.bench.loop;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;

/** Carries the time at which an event was due to be sent in its trace header, which goes on with its features and prediction. */
final class Sent {
    static final String HEADER = FeaturesRecord.TRACE;

    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-0000000000000001-01");
    private static final int HEX = 16;

    private Sent() {}

    /** The header's value; the time is in the trace's id. */
    static byte[] at(long millis) {
        return String.format(Locale.ROOT, "00-%032x-0000000000000001-01", millis)
                .getBytes(US_ASCII);
    }

    /** The time in the header, if there is one. */
    static OptionalLong of(Headers headers) {
        var header = headers.lastHeader(HEADER);
        if (header == null) {
            return OptionalLong.empty();
        }
        var matcher = FORM.matcher(new String(header.value(), US_ASCII));
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1), HEX)) : OptionalLong.empty();
    }
}
