package io.sluicegate.bench.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.bench.scoring.ModelKind;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.records.Prediction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final double[] EXPECTED = {0.25, 0.5};

    private static Answers answers(Contender contender, Guarantee guarantee) {
        return new Answers(new Entry(ModelKind.FFNN, contender, guarantee, 1), EXPECTED, AnswersTest::prediction);
    }

    private static Prediction prediction(byte[] text) {
        var prediction = new Prediction();
        prediction.setScore(Double.parseDouble(new String(text, UTF_8)));
        return prediction;
    }

    private static ConsumerRecord<String, byte[]> record(int number, String answer) {
        return new ConsumerRecord<>("predictions", 0, number, Integer.toString(number), answer.getBytes(UTF_8));
    }

    @Test
    void shouldAcceptWhatTheModelSaysOfTheRowsAgainAndAgain() {
        var answers = answers(Contender.FLINK, Guarantee.EXACTLY_ONCE);
        answers.add(record(2, "0.250001"));
        answers.add(record(0, "0.25"));
        answers.add(record(1, "0.5"));

        assertThatCode(() -> answers.check(3)).doesNotThrowAnyException();
        assertThat(answers.appended()).hasSize(3);
    }

    @Test
    void shouldRefuseAWrongScore() {
        var answers = answers(Contender.FLINK, Guarantee.EXACTLY_ONCE);
        answers.add(record(0, "0.2501"));

        assertThatThrownBy(() -> answers.check(1)).hasMessageContaining("1 wrong scores; record 0 got 0.2501");
    }

    @Test
    void shouldRefuseAScoreThatIsNoNumber() {
        var answers = answers(Contender.FLINK, Guarantee.EXACTLY_ONCE);
        answers.add(record(0, "NaN"));

        assertThatThrownBy(() -> answers.check(1)).hasMessageContaining("1 wrong scores");
    }

    @Test
    void shouldRefuseALostRecord() {
        var answers = answers(Contender.SPARK, Guarantee.AT_LEAST_ONCE);
        answers.add(record(1, "0.5"));
        answers.add(record(1, "0.5"));

        assertThatThrownBy(() -> answers.check(2)).hasMessageContaining("1 of 2 records have no answer");
    }

    @Test
    void shouldRefuseADoubledAnswerUnderExactlyOnceAlone() {
        var once = answers(Contender.JET, Guarantee.EXACTLY_ONCE);
        var atLeastOnce = answers(Contender.JET, Guarantee.AT_LEAST_ONCE);
        for (int i = 0; i < 2; i++) {
            once.add(record(0, "0.25"));
            atLeastOnce.add(record(0, "0.25"));
        }

        assertThatThrownBy(() -> once.check(1)).hasMessageContaining("1 answers came twice");
        assertThatCode(() -> atLeastOnce.check(1)).doesNotThrowAnyException();
    }

    @Test
    void shouldReadTheAdaptersEcho() {
        var answers = answers(Contender.ADAPTER, Guarantee.EXACTLY_ONCE);
        answers.add(record(0, "{\"dataPoint\":\"0.1,\",\"prediction\":\"[[0.25, 0.75]]\"}"));

        assertThatCode(() -> answers.check(1)).doesNotThrowAnyException();
    }
}
