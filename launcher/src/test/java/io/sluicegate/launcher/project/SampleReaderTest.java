package io.sluicegate.launcher.project;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.runtime.command.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleReaderTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadCsvAndKeepTheFirstRowsAsTheyCame() throws IOException {
        var text = "\uFEFFstation;bikes\r\n\"A; north\";7\r\nB;8\r\n";

        var table = read("stations.csv", text);

        assertThat(table.columns()).containsExactly("station", "bikes");
        assertThat(table.rows()).hasSize(2);
        assertThat(table.rows().get(0).get("station").asText()).isEqualTo("A; north");
        assertThat(table.isWhole()).isTrue();
        assertThat(table.excerpt()).isEqualTo(text);
    }

    @Test
    void shouldReadJsonLinesWhoseFieldsDiffer() throws IOException {
        var table = read("events.jsonl", "\uFEFF{\"a\":1}\n\n{\"b\":null,\"a\":2}\n");

        assertThat(table.columns()).containsExactly("a", "b");
        assertThat(table.rows()).hasSize(2);
        assertThat(table.isText()).isFalse();
    }

    @Test
    void shouldReadOnlyTheFirstRowsOfTenMegabytes() throws IOException {
        var row = "station-1,2026-01-01T00:00:00Z," + "x".repeat(470) + "\n";
        var file = Files.writeString(folder.resolve("big.csv"), "station,time,note\n" + row.repeat(20_000));
        assertThat(Files.size(file)).isGreaterThan(10_000_000);

        var table = SampleReader.read(file);

        assertThat(table.rows()).hasSize(SampleReader.ROWS);
        assertThat(table.isWhole()).isFalse();
        assertThat(table.excerpt().lines()).hasSize(1 + SampleReader.EXCERPT);
    }

    @Test
    void shouldTakeOneRow() throws IOException {
        assertThat(read("one.csv", "a,b\n1,2").rows()).hasSize(1);
    }

    @Test
    void shouldLeaveOutAColumnWithoutAName() throws IOException {
        assertThat(read("pandas.csv", ",a\n0,x\n1,y\n").columns()).containsExactly("a");
    }

    @Test
    void shouldSayThatThereIsNoRow() {
        refused("none.csv", "a,b\n", "has no rows");
        refused("empty.csv", "", "it is empty");
        refused("empty.jsonl", "\n\n", "has no rows");
    }

    @Test
    void shouldNameTheLineThatCannotBeRead() {
        refused("short.csv", "a,b\n1,2\n3\n", ", line 3: expected 2 cells, as the first line has, found 1");
        refused("open.csv", "a,b\n1,2\n3,\"never\n", ", line 3: a quote isn't closed");
        refused("headless.csv", "7,north\n8,south\n", "has the value 7 where a name should be");
        refused("twice.csv", "a,b,a\n1,2,3\n", "it has two columns 'a'");
        refused("broken.jsonl", "{\"a\":1}\n{\"a\":\n", ", line 2: no JSON");
        refused("array.jsonl", "[1,2]\n", "it is a JSON array");
    }

    @Test
    void shouldSayThatTheFileIsMissingOrInAnotherEncoding() throws IOException {
        assertThatThrownBy(() -> SampleReader.read(folder.resolve("none.csv")))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("there is no file");
        var latin = Files.write(folder.resolve("latin.csv"), "name\nKöln\n".getBytes(ISO_8859_1));
        assertThatThrownBy(() -> SampleReader.read(latin)).hasMessageContaining("isn't UTF-8");
    }

    @Test
    void shouldKeepARowOfSeveralLinesInOnePiece() throws IOException {
        var text = "name,note\r\n" + "Ann,\"two\nlines\"\r\n".repeat(SampleReader.EXCERPT + 1);

        assertThat(read("notes.csv", text).excerpt())
                .isEqualTo("name,note\r\n" + "Ann,\"two\nlines\"\r\n".repeat(SampleReader.EXCERPT));
    }

    private void refused(String name, String text, String why) {
        assertThatThrownBy(() -> read(name, text))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining(why);
    }

    private SampleTable read(String name, String text) throws IOException {
        return SampleReader.read(Files.writeString(folder.resolve(name), text));
    }
}
