package io.sluicegate.launcher.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Label;
import io.sluicegate.records.ModelCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** {@code docs/clients.md} has each field of the records that users write, with its type. */
class WrittenRecordsDocTest {
    private static final Path DOC = Path.of("../docs/clients.md");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @Test
    void shouldHaveEachFieldOfALabelAndOfACommand() throws IOException {
        assertThat(documented("Labels", "field")).isEqualTo(fields(Label.getClassSchema()));
        assertThat(documented("Commands", "field")).isEqualTo(fields(ModelCommand.getClassSchema()));
    }

    @Test
    void shouldHaveEachFieldThatAnApprovalNeeds() throws IOException {
        assertThat(documented("Approvals", "field"))
                .containsAll(fields(ModelCommand.getClassSchema(), field -> !field.hasDefaultValue()))
                .isSubsetOf(fields(ModelCommand.getClassSchema()));
    }

    @Test
    void shouldHaveEachKindOfCommand() throws IOException {
        assertThat(rows("Commands", "kind").flatMap(WrittenRecordsDocTest::names))
                .containsExactlyElementsOf(Arrays.stream(CommandKind.values())
                        .filter(kind -> kind != CommandKind.UNKNOWN)
                        .map(CommandKind::name)
                        .toList());
    }

    private static List<String> fields(Schema schema) {
        return fields(schema, field -> true);
    }

    private static List<String> fields(Schema schema, Predicate<Schema.Field> which) {
        return schema.getFields().stream()
                .filter(which)
                .map(field -> field.name() + ": " + type(field))
                .toList();
    }

    private static String type(Schema.Field field) {
        var words =
                field.schema().isUnion() ? name(field.schema().getTypes().get(1)) + " or null" : name(field.schema());
        return "".equals(field.defaultVal()) ? words + ", default `\"\"`" : words;
    }

    private static String name(Schema schema) {
        return schema.getLogicalType() == null
                ? schema.getType().getName()
                : schema.getLogicalType().getName();
    }

    private static List<String> documented(String section, String table) throws IOException {
        return rows(section, table)
                .flatMap(row -> names(row).map(name -> name + ": " + row.split("\\|")[2].strip()))
                .toList();
    }

    private static Stream<String> names(String row) {
        return NAME.matcher(row.split("\\|")[1]).results().map(name -> name.group(1));
    }

    /** The rows of the table whose first column has this heading. */
    private static Stream<String> rows(String section, String table) throws IOException {
        var text = Arrays.stream(Files.readString(DOC).split("(?m)^## "))
                .filter(it -> it.startsWith(section + "\n"))
                .findFirst()
                .orElseThrow();
        return text.lines()
                .dropWhile(line -> !line.startsWith("| " + table + " |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"));
    }
}
