package io.sluicegate.testing.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * A stage's state as a version wrote it: a folder with a file for each store, and one for each Avro schema. A store's file has a line
 * for each record of the store's changelog: key, the schema's name if there is one, value.
 */
public record StateFixture(Path folder) {
    private static final Path ROOT = Path.of("src", "test", "resources", "state");
    private static final String ROWS = ".txt";
    private static final String SCHEMA = ".avsc";

    /** Those of all versions that have one, the newest last. */
    public static List<StateFixture> all() {
        try (var folders = Files.list(ROOT)) {
            return folders.sorted(Comparator.comparing(folder -> Runtime.Version.parse(name(folder))))
                    .map(StateFixture::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StateFixture newest() {
        var all = all();
        return all.get(all.size() - 1);
    }

    /** That of the version that is being built. */
    static StateFixture present() {
        return new StateFixture(
                ROOT.resolve(System.getProperty("sluicegate.version").replace("-SNAPSHOT", "")));
    }

    /** Each store's records. */
    public Map<String, List<StoredRow>> stores() {
        return read(ROWS, content -> content.lines().map(StoredRow::parse).toList());
    }

    /** The Avro schemas of the records, by name. */
    public Map<String, Schema> schemas() {
        return read(SCHEMA, content -> new Schema.Parser().parse(content));
    }

    void write(Map<String, List<StoredRow>> stores, Map<String, Schema> schemas) {
        try {
            Files.createDirectories(folder);
            for (var old : list(ROWS, SCHEMA)) {
                Files.delete(old);
            }
            for (var store : stores.entrySet()) {
                var lines = store.getValue().stream().map(StoredRow::line).toList();
                Files.write(folder.resolve(store.getKey() + ROWS), lines);
            }
            for (var schema : schemas.entrySet()) {
                Files.writeString(
                        folder.resolve(schema.getKey() + SCHEMA),
                        schema.getValue().toString(true) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> Map<String, T> read(String ending, Function<String, T> parser) {
        return list(ending).stream()
                .collect(Collectors.toMap(
                        file -> name(file).substring(0, name(file).length() - ending.length()),
                        file -> {
                            try {
                                return parser.apply(Files.readString(file));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        (one, other) -> one,
                        TreeMap::new));
    }

    private List<Path> list(String... endings) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> List.of(endings).stream().anyMatch(name(file)::endsWith))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    /** The version, for the names of tests. */
    @Override
    public String toString() {
        return name(folder);
    }
}
