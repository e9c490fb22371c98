package io.sluicegate.launcher.rows;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.launcher.rows.Reading.Broken;
import io.sluicegate.launcher.rows.Reading.Row;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadObjectsOneALineAndPassOverBlankLines() throws IOException {
        var rows = read("rides.jsonl", "\uFEFF{\"id\": \"a\", \"bikes\": 3}\n\n{\"id\": null}\r\n");

        assertThat(rows).extracting(Reading::line).containsExactly(1L, 3L);
        assertThat(rows).extracting(RowsTest::fields).containsExactly("{\"id\":\"a\",\"bikes\":3}", "{\"id\":null}");
    }

    @Test
    void shouldReadCellsAsTextsAndEmptyOnesAsNull() throws IOException {
        var rows = read("rides.csv", "id,bikes,note\na,3,\"\"\nb,,x\nc,1,");

        assertThat(rows)
                .extracting(RowsTest::fields)
                .containsExactly(
                        "{\"id\":\"a\",\"bikes\":\"3\",\"note\":\"\"}",
                        "{\"id\":\"b\",\"bikes\":null,\"note\":\"x\"}",
                        "{\"id\":\"c\",\"bikes\":\"1\",\"note\":null}");
        assertThat(((Row) rows.get(0)).isText()).isTrue();
    }

    @Test
    void shouldReadQuotesSeparatorsAndLineBreaksWithinCells() throws IOException {
        var rows = read("rides.csv", "id;note\na;\"one; \"\"two\"\"\nthree\"\nb;5\" wide\n");

        assertThat(rows).extracting(Reading::line).containsExactly(2L, 4L);
        assertThat(rows)
                .extracting(RowsTest::fields)
                .containsExactly(
                        "{\"id\":\"a\",\"note\":\"one; \\\"two\\\"\\nthree\"}",
                        "{\"id\":\"b\",\"note\":\"5\\\" wide\"}");
    }

    @Test
    void shouldLeaveOutAColumnWithoutAName() throws IOException {
        assertThat(read("rides.tsv", "\tid\n0\ta\n"))
                .extracting(RowsTest::fields)
                .containsExactly("{\"id\":\"a\"}");
    }

    @Test
    void shouldTellJsonFromCsvByTheFirstCharacterIfTheNameSaysNothing() throws IOException {
        assertThat(read("rides", "\n {\"id\": 1}\n"))
                .extracting(RowsTest::fields)
                .containsExactly("{\"id\":1}");
        assertThat(read("rides", "id\n1\n")).extracting(RowsTest::fields).containsExactly("{\"id\":\"1\"}");
    }

    @Test
    void shouldGoOnBehindABrokenRow() throws IOException {
        assertThat(read("rides.csv", "id,bikes\na\nb,1,2\n\"c\"x,1\nd,4\n"))
                .extracting(RowsTest::fields)
                .satisfiesExactly(
                        it -> assertThat(it).isEqualTo("expected 2 cells, as the first line has, found 1"),
                        it -> assertThat(it).isEqualTo("expected 2 cells, as the first line has, found 3"),
                        it -> assertThat(it).startsWith("no CSV: "),
                        it -> assertThat(it).isEqualTo("{\"id\":\"d\",\"bikes\":\"4\"}"));
        assertThat(read("rides.jsonl", "{\"id\": \n[1]\n{\"id\": 1, \"id\": 2}\n{\"id\": 1}\n"))
                .extracting(RowsTest::fields)
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("no JSON: "),
                        it -> assertThat(it).isEqualTo("expected a JSON object, found array"),
                        it -> assertThat(it).startsWith("no JSON: ").contains("id"),
                        it -> assertThat(it).isEqualTo("{\"id\":1}"));
    }

    @Test
    void shouldNameALineInAnotherEncodingAndAQuoteThatStaysOpen() throws IOException {
        var file = Files.writeString(folder.resolve("rides.csv"), "id\nMünchen\nBonn\n\"Köln\nUlm\n", ISO_8859_1);

        try (var rows = Rows.open(file)) {
            assertThat(all(rows))
                    .extracting(RowsTest::fields)
                    .containsExactly(
                            "the line isn't UTF-8: save the file in that encoding",
                            "{\"id\":\"Bonn\"}",
                            "the line isn't UTF-8: save the file in that encoding",
                            "{\"id\":\"Ulm\"}");
        }
        assertThat(read("rides.csv", "id\n\"a\nb\n"))
                .extracting(RowsTest::fields)
                .satisfiesExactly(it -> assertThat(it).startsWith("a quote isn't closed"));
    }

    @Test
    void shouldSayHowMuchIsRead() throws IOException {
        try (var rows = Rows.open(Files.writeString(folder.resolve("rides.csv"), "id\naa\nbb\n"))) {
            rows.next();

            assertThat(rows.progress().orElseThrow()).isBetween(0.6, 0.7);
        }
    }

    @Test
    void shouldRefuseWhatHasNoRows() {
        assertThatThrownBy(() -> read("rides.json", "[\n{\"id\": 1}]"))
                .hasMessageContaining("rides.json")
                .hasMessageContaining("jq -c '.[]'");
        assertThatThrownBy(() -> read("rides.csv", "")).hasMessageContaining("it is empty");
        assertThatThrownBy(() -> read("rides.csv", "id,id\n1,2\n")).hasMessageContaining("two columns 'id'");
        assertThatThrownBy(() -> Rows.open(folder.resolve("none.csv")))
                .isInstanceOfSatisfying(
                        CommandFailed.class, e -> assertThat(e.entry()).isEqualTo(Message.INPUT_MISSING));
    }

    private List<Reading> read(String name, String content) throws IOException {
        try (var rows = Rows.open(Files.writeString(folder.resolve(name), content))) {
            return all(rows);
        }
    }

    private static List<Reading> all(Rows rows) throws IOException {
        var all = new ArrayList<Reading>();
        for (var next = rows.next(); next.isPresent(); next = rows.next()) {
            all.add(next.get());
        }
        return all;
    }

    private static String fields(Reading reading) {
        return reading instanceof Row row ? row.fields().toString() : ((Broken) reading).why();
    }
}
