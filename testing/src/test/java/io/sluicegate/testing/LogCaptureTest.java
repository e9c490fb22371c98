package io.sluicegate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogCaptureTest {

    private static final Logger LOG = LoggerFactory.getLogger(LogCaptureTest.class);

    @Test
    void shouldKeepMessagesWithTheirKeyValuesUntilClosed() {
        try (var log = LogCapture.of(LogCaptureTest.class)) {
            LOG.atInfo().addKeyValue("port", 8080).log("Started");
            LOG.atDebug().log("Not kept");

            assertThat(log.messages()).containsExactly("Started port=\"8080\"");
        }
    }

    @Test
    void shouldLeaveTheLevelAsItWas() {
        LogCapture.of(LogCaptureTest.class).close();

        assertThat(LOG.isInfoEnabled()).isFalse();
    }
}
