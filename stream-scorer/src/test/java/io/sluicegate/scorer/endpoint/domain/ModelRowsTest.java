package io.sluicegate.scorer.endpoint.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.scorer.endpoint.domain.InferRequest.GivenOutput;
import io.sluicegate.scorer.endpoint.domain.InferRequest.WantedOutput;
import io.sluicegate.scorer.tensors.Elements.Texts;
import io.sluicegate.scorer.tensors.Elements.Wholes;
import io.sluicegate.scorer.tensors.Tensor;
import io.sluicegate.scorer.tensors.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelRowsTest {
    private static final TensorSpec NUMBERS = new TensorSpec("numbers", ElementType.INT64, new long[] {-1, 2});
    private static final TensorSpec WORDS = new TensorSpec("words", ElementType.STRING, new long[] {-1});
    private static final TensorSpec SETTING = new TensorSpec("setting", ElementType.INT64, new long[] {1});

    @Test
    void shouldFindTheInputsByName() throws Refusal {
        var rows = ModelRows.of(List.of(words(2), numbers(2, 2)), List.of(NUMBERS, WORDS), true);

        assertThat(rows.rows()).isEqualTo(2);
        assertThat(rows.inputs().get(0).count()).isEqualTo(4);
        assertThat(rows.inputs().get(1)).isInstanceOf(Texts.class);
    }

    @Test
    void shouldTakeOneRowInTheModelsOwnShapes() throws Refusal {
        var setting = integers("setting", 1);

        assertThat(ModelRows.of(List.of(setting), List.of(SETTING), false).rows())
                .isEqualTo(1);
        assertThat(ModelRows.of(List.of(numbers(1, 2), setting), List.of(NUMBERS, SETTING), false)
                        .rows())
                .isEqualTo(1);
        assertThat(refusal(List.of(numbers(2, 2), setting), List.of(NUMBERS, SETTING), false))
                .contains("input 'numbers' has 2 rows, but 1 row is expected");
    }

    @Test
    void shouldNameWhatDoesNotFit() {
        var model = List.of(NUMBERS, WORDS);

        assertThat(refusal(List.of(numbers(2, 2)), model, true))
                .isEqualTo("input 'words' is missing: expected BYTES [-1]; the request has [numbers]");
        assertThat(refusal(List.of(numbers(2, 2), words(3)), model, true))
                .contains("input 'words' has 3 rows, but 2 rows are expected");
        assertThat(refusal(List.of(numbers(2, 3), words(2)), model, true))
                .isEqualTo("input 'numbers': expected INT64 [-1, 2], found shape [2, 3]");
        assertThat(refusal(List.of(numbers(4), words(2)), model, true)).contains("found shape [4]");
        assertThat(refusal(List.of(numbers(0, 2), words(0)), model, true)).contains("has no rows");
        assertThat(refusal(List.of(numbers(2, 2), integers("words", 2)), model, true))
                .isEqualTo("input 'words': expected BYTES [-1], found datatype INT64");
        assertThat(refusal(List.of(numbers(2, 2), words(2), integers("more", 2)), model, true))
                .isEqualTo("the model has no input [more], but [numbers, words]");
        assertThat(refusal(List.of(words(2), words(2)), List.of(WORDS), true)).contains("input 'words' twice");
    }

    @Test
    void shouldGiveTheOutputsThatAreWanted() throws Refusal {
        var all = new InferRequest(Optional.empty(), List.of(), List.of(), true);
        var one = new InferRequest(
                Optional.empty(), List.of(), List.of(new WantedOutput("words", Optional.of(false))), true);
        var none = new InferRequest(
                Optional.empty(), List.of(), List.of(new WantedOutput("nothing", Optional.empty())), false);

        assertThat(all.given(List.of(NUMBERS, WORDS)))
                .containsExactly(new GivenOutput(NUMBERS, true), new GivenOutput(WORDS, true));
        assertThat(one.given(List.of(NUMBERS, WORDS))).containsExactly(new GivenOutput(WORDS, false));
        assertThat(catchThrowableOfType(Refusal.class, () -> none.given(List.of(NUMBERS, WORDS))))
                .hasMessage("the model has no output 'nothing', but [numbers, words]");
    }

    private static String refusal(List<Tensor> tensors, List<TensorSpec> model, boolean manyRows) {
        var refusal = catchThrowableOfType(Refusal.class, () -> ModelRows.of(tensors, model, manyRows));
        assertThat(refusal.status()).isEqualTo(400);
        return refusal.message();
    }

    private static Tensor numbers(long... shape) {
        return integers("numbers", shape);
    }

    private static Tensor integers(String name, long... shape) {
        return new Tensor(name, ElementType.INT64, shape, new Wholes(new long[count(shape)]));
    }

    private static Tensor words(long... shape) {
        var texts = new String[count(shape)];
        Arrays.fill(texts, "");
        return new Tensor("words", ElementType.STRING, shape, new Texts(texts));
    }

    private static int count(long... shape) {
        return (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }
}
