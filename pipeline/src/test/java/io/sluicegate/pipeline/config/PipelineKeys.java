package io.sluicegate.pipeline.config;

import io.sluicegate.pipeline.config.PolicySettings.Persistence;
import io.sluicegate.pipeline.config.Setting.Absence.Fixed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The declared keys of the pipeline's file, with their paths. */
final class PipelineKeys {
    private PipelineKeys() {}

    /** A section and the path to it. */
    record PlacedSection(String path, Section section) {
        Stream<PlacedSetting> settings() {
            return section.keys().stream()
                    .filter(Setting.class::isInstance)
                    .map(key -> new PlacedSetting(below(path, key), (Setting<?>) key));
        }
    }

    /** A setting and the path to it. */
    record PlacedSetting(String path, Setting<?> setting) {
        /** The default as somebody would write it, if it is a fixed one. */
        Optional<String> defaultText() {
            return setting.absence() instanceof Fixed<?> fixed ? Optional.of(written(fixed.value())) : Optional.empty();
        }

        @Override
        public String toString() {
            return path;
        }
    }

    /** All sections, each before those in it. */
    static List<PlacedSection> sections() {
        return within("", PipelineConfigReader.FILE).toList();
    }

    static List<PlacedSetting> settings() {
        return sections().stream().flatMap(PlacedSection::settings).toList();
    }

    /** The paths of all keys, of sections too. */
    static Stream<String> paths() {
        return Stream.concat(
                        sections().stream().map(PlacedSection::path),
                        settings().stream().map(PlacedSetting::path))
                .filter(path -> !path.isEmpty());
    }

    private static Stream<PlacedSection> within(String path, Section section) {
        var inner = section.keys().stream()
                .filter(Section.class::isInstance)
                .flatMap(key -> within(below(path, key), (Section) key));
        return Stream.concat(Stream.of(new PlacedSection(path, section)), inner);
    }

    private static String below(String path, ConfigKey key) {
        return path.isEmpty() ? key.step() : path + "." + key.step();
    }

    private static String written(Object value) {
        if (value instanceof Duration duration) {
            return ConfigType.written(duration);
        }
        if (value instanceof Persistence persistence) {
            return persistence.windows() + " of " + persistence.outOf();
        }
        return value instanceof Enum<?> constant ? ConfigType.written(constant) : value.toString();
    }
}
