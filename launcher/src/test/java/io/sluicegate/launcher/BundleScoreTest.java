package io.sluicegate.launcher;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.BOOL;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT16;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT64;
import static io.sluicegate.bundle.onnx.OnnxMaker.INT64;
import static io.sluicegate.bundle.onnx.OnnxMaker.STRING;
import static io.sluicegate.bundle.onnx.OnnxMaker.UINT64;
import static io.sluicegate.bundle.onnx.OnnxMaker.UINT8;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.runtime.service.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@code bundle score} for rows of all kinds. */
class BundleScoreTest {
    @TempDir
    private static Path folder;

    private static Path echo;

    /** A model that gives back what it gets, in each kind of type. */
    @BeforeAll
    static void createEcho() throws IOException {
        var model = new OnnxMaker();
        echo(model, "float", FLOAT32, 2);
        echo(model, "double", FLOAT64);
        echo(model, "half", FLOAT16);
        echo(model, "long", INT64, 1);
        echo(model, "unsigned", UINT64);
        echo(model, "byte", UINT8);
        echo(model, "truth", BOOL);
        echo(model, "text", STRING, 1);
        echo = folder.resolve("echo");
        Desk.create(model.make(), echo).succeeded();
    }

    private static void echo(OnnxMaker model, String name, int type, long... row) {
        var shape = new long[row.length + 1];
        shape[0] = ANY;
        System.arraycopy(row, 0, shape, 1, row.length);
        model.input(name, type, shape)
                .node("Identity", List.of(name), List.of(name + "_out"))
                .output(name + "_out", type, shape);
    }

    private static final String SOUND =
            "{\"float\":[1,2],\"double\":0.1,\"half\":1,\"long\":1,\"unsigned\":1,\"byte\":1,"
                    + "\"truth\":true,\"text\":\"käse\"}";

    private static String row(String input, String value) {
        return SOUND.replaceFirst(
                "\"" + input + "\":(\\[[^]]*]|[^,}]*)", Matcher.quoteReplacement("\"" + input + "\":" + value));
    }

    @Test
    void shouldGiveBackEachValueExactly() throws IOException {
        var result = Desk.score(echo, rows(SOUND)).succeeded();

        assertThat(result.out()).isEqualTo("""
                {"float_out":[1.0,2.0],"double_out":0.1,"half_out":1.0,"long_out":[1],"unsigned_out":1,"byte_out":1,\
                "truth_out":true,"text_out":["käse"]}
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "long     | 9007199254740993       | \"long_out\":[9007199254740993]",
                "long     | [9007199254740993.0]   | \"long_out\":[9007199254740993]",
                "long     | -9223372036854775808   | \"long_out\":[-9223372036854775808]",
                "unsigned | 18446744073709551615   | \"unsigned_out\":18446744073709551615",
                "byte     | 2.55e2                 | \"byte_out\":255",
                "truth    | 0                      | \"truth_out\":false",
                "float    | [\"NaN\",\"-Inf\"] | \"float_out\":[\"NaN\",\"-Inf\"]",
                "float    | [null,\"Inf\"]       | \"float_out\":[\"NaN\",\"Inf\"]",
                "double   | 1e308                  | \"double_out\":1.0E308",
                "text     | \"NaN\"              | \"text_out\":[\"NaN\"]",
                "text     | \"a\\nb \uD83D\uDE00\" | \"text_out\":[\"a\\nb \uD83D\uDE00\"]",
            })
    void shouldTakeWhatTheTypeCanHold(String input, String value, String output) throws IOException {
        assertThat(Desk.score(echo, rows(row(input, value))).succeeded().out()).contains(output);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "float    | [1]                 | expected float32 in the shape [2], found an array of 1 at depth 1",
                "float    | [[1,2]]             | expected float32 in the shape [2], found an array of 1 at depth 1",
                "float    | 1                   | expected float32 in the shape [2], found 1",
                "float    | [1,\"2\"]         | expected float32 in the shape [2], found \"2\"",
                "float    | [1e39,0]            | expected float32 in the shape [2], found 1E+39",
                "float    | {\"a\":1}         | expected float32 in the shape [2], found {\"a\":1}",
                "double   | 1e400               | expected one float64, found 1E+400",
                "double   | [1]                 | expected one float64, found [1]",
                "double   | \"nan\"           | expected one float64, found \"nan\"",
                "half     | 70000               | expected one float16, found 70000",
                "long     | 0.5                 | expected int64 in the shape [1], found 0.5",
                "long     | 9223372036854775808 | expected int64 in the shape [1], found 9223372036854775808",
                "long     | 1e999999999         | expected int64 in the shape [1], found 1E+999999999",
                "long     | 1e-999999999        | expected int64 in the shape [1], found 1E-999999999",
                "long     | \"NaN\"           | expected int64 in the shape [1], found \"NaN\"",
                "long     | null                | expected int64 in the shape [1], found null",
                "unsigned | -1                  | expected one uint64, found -1",
                "byte     | 256                 | expected one uint8, found 256",
                "truth    | 2                   | expected one bool, found 2",
                "truth    | 18446744073709551616 | expected one bool, found 18446744073709551616",
                "truth    | \"true\"          | expected one bool, found \"true\"",
                "text     | 1                   | expected string in the shape [1], found 1",
                "text     | [\"a\",\"b\"]   | expected string in the shape [1], found an array of 2 at depth 1",
            })
    void shouldRefuseWhatTheTypeCannotHold(String input, String value, String problem) throws IOException {
        var result = Desk.score(echo, rows(SOUND + "\n" + row(input, value)));

        assertThat(result.refusal()).endsWith("rows.jsonl:2: input '" + input + "': " + problem + "; correct the row");
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "{}x",
                "{'float':1}",
                "[",
                "\"a\"",
                "12",
                "null",
                "{\"float\":[1,2]}",
                "{\"float\":NaN}",
            })
    void shouldRefuseWhatIsNoRowInOneLine(String line) throws IOException {
        assertThat(Desk.score(echo, rows(line)).refusal()).contains("rows.jsonl:1: ");
    }

    @Test
    void shouldReadFilesOfOtherSystems() throws IOException {
        var file = rows("\uFEFF" + SOUND + "\r\n\r\n   \r\n" + SOUND);

        assertThat(Desk.score(echo, file).succeeded().lines()).hasSize(2);
    }

    @Test
    void shouldNameTheLineThatIsNoUtf8() throws IOException {
        assertThat(Desk.score(echo, rows(SOUND.replace("käse", "") + "\n" + SOUND, ISO_8859_1))
                        .refusal())
                .endsWith("rows.jsonl:2: no UTF-8; save the file in that encoding");
        assertThat(Desk.score(echo, rows(SOUND, UTF_16)).refusal()).contains("rows.jsonl:1: no UTF-8");
    }

    @Test
    void shouldPrintNothingForNoRows() throws IOException {
        assertThat(Desk.score(echo, rows("")).succeeded().out()).isEmpty();
        assertThat(Desk.score(echo, rows("\n\n")).succeeded().out()).isEmpty();
    }

    @Test
    void shouldReadTheStandardInput() {
        var before = System.in;
        System.setIn(new ByteArrayInputStream((SOUND + "\n" + SOUND + "\n").getBytes(UTF_8)));
        try {
            assertThat(Desk.score(echo, Path.of("-")).succeeded().lines()).hasSize(2);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void shouldKeepTheRowsOrderWhateverTheBatch() throws IOException {
        var text = new StringBuilder();
        for (var i = 0; i < 100; i++) {
            text.append(row("long", Integer.toString(i))).append('\n');
        }
        var file = rows(text.toString());
        var alone = Desk.score(echo, file, "--batch", "1").succeeded();

        assertThat(alone.lines()).hasSize(100).element(42).asString().contains("\"long_out\":[42]");
        for (var batch : List.of("7", "32", "1000000000")) {
            assertThat(Desk.score(echo, file, "--batch", batch).succeeded().out())
                    .isEqualTo(alone.out());
        }
    }

    @Test
    void shouldTakeAVeryLongRow() throws IOException {
        var long1 = "x".repeat(5_000_000);

        assertThat(Desk.score(echo, rows(row("text", "\"" + long1 + "\"")))
                        .succeeded()
                        .out())
                .contains(long1);
        assertThat(Desk.score(echo, rows(row("float", "[" + "1,".repeat(500_000) + "1]")))
                        .refusal())
                .endsWith("found an array of 500001 at depth 1; correct the row");
        assertThat(Desk.score(echo, rows("[".repeat(5_000))).refusal()).contains("rows.jsonl:1: no JSON: ");
    }

    @Test
    void shouldSayInOneLineWhatIsNoFileOfRowsOrNoBundle() throws IOException {
        var rows = rows(SOUND);

        assertThat(Desk.score(echo, folder).refusal()).contains("is a folder, expected a file");
        assertThat(Desk.score(echo, folder.resolve("none")).refusal(ExitCode.NOT_FOUND))
                .contains("there is no file", "none");
        assertThat(Desk.score(echo, rows, "--batch", "0").refusal(ExitCode.USAGE))
                .isEqualTo("--batch is 0, expected at least 1; correct the option");
        assertThat(Desk.score(rows, rows).refusal()).contains("is a file, expected a bundle's folder");
        assertThat(Desk.score(folder, rows).refusal())
                .contains("is a folder without manifest.yaml, expected a bundle's folder");
        assertThat(Desk.score(folder.resolve("none"), rows).refusal(ExitCode.NOT_FOUND))
                .contains("there is no folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--batch=x", "--output=xml", "--nonsense"})
    void shouldRefuseAWrongOption(String option) {
        var result = Desk.score(echo, Path.of("rows.jsonl"), option);

        assertThat(result.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(result.out()).isEmpty();
    }

    @Test
    void shouldNameTheRowThatTheModelFailsOn() throws IOException {
        var bundle = folder.resolve("table");
        Desk.create(
                        new OnnxMaker()
                                .input("place", INT64, ANY)
                                .weights("table", new long[] {3}, 10, 20, 30)
                                .node("Gather", List.of("table", "place"), List.of("y"))
                                .output("y", FLOAT32, ANY)
                                .make(),
                        bundle)
                .succeeded();

        var result = Desk.score(bundle, rows("{\"place\":2}\n{\"place\":0}\n{\"place\":7}\n{\"place\":1}"));

        assertThat(result.refusal()).contains("rows.jsonl:3: mine@1 failed on 1 row: ", "Gather");
    }

    @Test
    void shouldFeedAnInputWithADefaultToTheRowsThatGiveIt() throws IOException {
        var bundle = folder.resolve("optional");
        Desk.create(
                        new OnnxMaker()
                                .input("x", FLOAT32, ANY, 1)
                                .input("factor", FLOAT32, 1)
                                .weights("factor", new long[] {1}, 3)
                                .node("Mul", List.of("x", "factor"), List.of("y"))
                                .output("y", FLOAT32, ANY, 1)
                                .make(),
                        bundle)
                .succeeded();

        var result =
                Desk.score(bundle, rows("{\"x\":1}\n{\"x\":1,\"factor\":5}\n{\"x\":2}\n{\"factor\":[7],\"x\":2}\n"));

        assertThat(result.succeeded().lines())
                .containsExactly("{\"y\":[3.0]}", "{\"y\":[5.0]}", "{\"y\":[6.0]}", "{\"y\":[14.0]}");
        assertThat(Desk.score(bundle, rows("{\"x\":1,\"factor\":\"a\"}")).refusal())
                .endsWith(
                        "rows.jsonl:1: input 'factor': expected float32 in the shape [1], found \"a\"; correct the row");
        assertThat(Desk.score(bundle, rows("{\"x\":1,\"other\":1}")).refusal())
                .contains("input 'other': the model has no such input");
    }

    private static Path rows(String content) throws IOException {
        return rows(content, UTF_8);
    }

    private static Path rows(String content, Charset charset) throws IOException {
        return Files.writeString(folder.resolve("rows.jsonl"), content, charset);
    }
}
