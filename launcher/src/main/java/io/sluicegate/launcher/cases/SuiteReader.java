package io.sluicegate.launcher.cases;

import io.sluicegate.launcher.cases.Yaml.Unfit;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads the cases of a folder, each file with its paths relative to itself. */
final class SuiteReader {
    private static final double TOLERANCE = 1e-6;

    private SuiteReader() {}

    /**
     * The suites of the folder's files, by name; a file stands for itself.
     *
     * @throws CommandFailed if there are none, or a file can't be read
     */
    static List<Suite> read(Path place) {
        var suites = files(place).stream().map(SuiteReader::suite).toList();
        if (suites.isEmpty()) {
            throw new CommandFailed(Message.NO_CASES, place);
        }
        return suites;
    }

    private static List<Path> files(Path place) {
        if (!Files.isDirectory(place)) {
            return Files.isRegularFile(place) ? List.of(place) : List.of();
        }
        try (var files = Files.list(place)) {
            return files.filter(it -> it.toString().matches(".*[.]ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CommandFailed(e, Message.BAD_CASES, place, e);
        }
    }

    private static Suite suite(Path file) {
        try {
            return suite(file, Yaml.parse(Files.readString(file)));
        } catch (IOException | Unfit e) {
            throw new CommandFailed(e, Message.BAD_CASES, file, String.valueOf(e.getMessage()));
        }
    }

    static Suite suite(Path file, Yaml root) {
        root.only("pipeline", "schema", "bundle", "model-version", "event", "tolerance", "cases");
        var cases = root.at("cases").list();
        return new Suite(
                file,
                root.at("pipeline").text().map(file::resolveSibling),
                root.at("schema").text().map(file::resolveSibling),
                root.at("bundle").text().map(file::resolveSibling),
                root.at("model-version").text(),
                root.at("event").fields(),
                root.at("tolerance").number().orElse(TOLERANCE),
                IntStream.range(0, cases.size())
                        .mapToObj(i -> one(cases.get(i), i))
                        .toList());
    }

    private static Case one(Yaml it, int place) {
        it.only("name", "events", "labels", "features", "predictions", "dead-letters");
        return new Case(
                it.at("name").text().orElse("case " + (place + 1)),
                it.at("events").list().stream().map(SuiteReader::event).toList(),
                it.at("labels").list().stream().map(SuiteReader::event).toList(),
                records(it.at("features")),
                records(it.at("predictions")),
                records(it.at("dead-letters")).orElse(List.of()));
    }

    private static Optional<List<Map<String, Object>>> records(Yaml list) {
        return list.isPresent()
                ? Optional.of(list.list().stream().map(Yaml::fields).toList())
                : Optional.empty();
    }

    /** An event's fields as they are, or under {@code event} beside {@code at} and {@code key}; or {@code bytes} of another kind. */
    private static GivenEvent event(Yaml it) {
        if (!it.has("event") && !it.has("bytes")) {
            return new GivenEvent(it.fields(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        it.only("event", "at", "key", "bytes");
        return new GivenEvent(
                it.at("event").fields(),
                it.at("at").time(),
                it.at("key").text(),
                it.at("bytes").text());
    }
}
