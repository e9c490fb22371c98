package io.sluicegate.platform.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** Gives each of our metrics its help text, which {@code help.properties} holds. */
final class Help implements MeterFilter {
    private final Properties texts = read();

    private static Properties read() {
        var texts = new Properties();
        try (var file = Objects.requireNonNull(Help.class.getResourceAsStream("help.properties"))) {
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        var text = texts.getProperty(id.getName());
        return text == null
                ? id
                : new Meter.Id(id.getName(), Tags.of(id.getTags()), id.getBaseUnit(), text, id.getType());
    }
}
