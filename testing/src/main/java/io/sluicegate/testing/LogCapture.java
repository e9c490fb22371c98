package io.sluicegate.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A capture of the events of a logger and those below it, at INFO and above, until closed. */
public final class LogCapture implements AutoCloseable {

    private final Logger logger;
    private final @Nullable Level before;
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            events.add(event);
        }
    };

    private LogCapture(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
        before = logger.getLevel();
        logger.setLevel(Level.INFO);
        appender.start();
        logger.addAppender(appender);
    }

    /** Captures a class's log. */
    public static LogCapture of(Class<?> source) {
        return new LogCapture(source.getName());
    }

    /** Captures the log of a package and its subpackages. */
    public static LogCapture of(String name) {
        return new LogCapture(name);
    }

    /** The logged events, with levels, key–values and causes. */
    public List<ILoggingEvent> events() {
        return List.copyOf(events);
    }

    /** The messages, each followed by its key–values: {@code Started port="8080"}. */
    public List<String> messages() {
        return events.stream().map(LogCapture::line).toList();
    }

    private static String line(ILoggingEvent event) {
        var line = new StringBuilder(event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> line.append(' ').append(pair));
        }
        return line.toString();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setLevel(before);
        appender.stop();
    }
}
