package io.sluicegate.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LoggingTest {
    @Test
    void shouldWritePlainLinesWithKeysAndValues() throws Exception {
        assertThat(written(Map.of()))
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  ServiceRunner: service starts stage=\"scorer\"\\R");
    }

    @Test
    void shouldWriteJsonWhenAskedTo() throws Exception {
        assertThat(written(Map.of("SLUICEGATE_LOG", "json")))
                .startsWith("{")
                .contains("\"level\":\"INFO\"")
                .contains("\"message\":\"service starts\"")
                .contains("\"stage\":\"scorer\"");
    }

    @Test
    void shouldShowOfOthersOnlyWarnings() throws Exception {
        var context = configured(Map.of("SLUICEGATE_LOG_LEVEL", "DEBUG"));

        assertThat(context.getLogger("org.apache.kafka.clients").isInfoEnabled())
                .isFalse();
        assertThat(context.getLogger("org.apache.kafka.clients").isWarnEnabled())
                .isTrue();
        assertThat(context.getLogger("io.sluicegate.scorer").isDebugEnabled()).isTrue();
    }

    private static String written(Map<String, String> environment) throws Exception {
        var context = configured(environment);
        var logger = context.getLogger(ServiceRunner.class);
        var events = new ListAppender<ILoggingEvent>();
        events.setContext(context);
        events.start();
        var console = (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("console");
        context.getLogger("ROOT").detachAppender(console);
        logger.addAppender(events);
        logger.atLevel(Level.INFO).addKeyValue("stage", "scorer").log("service starts");
        return new String(console.getEncoder().encode(events.list.get(0)), StandardCharsets.UTF_8);
    }

    private static LoggerContext configured(Map<String, String> environment) throws Exception {
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        environment.forEach(context::putProperty);
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LoggingTest.class.getResource("/logback.xml"));
        return context;
    }
}
