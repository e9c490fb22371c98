package io.sluicegate.launcher.records.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.records.Prediction;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class WhereTest {
    private static final Schema PREDICTION = Prediction.getClassSchema();
    private static final Seen SEEN = Records.seen(
            "station-1",
            Records.record(
                    PREDICTION,
                    Map.of(
                            "eventId",
                            "e-1",
                            "version",
                            "7",
                            "score",
                            0.75,
                            "revision",
                            12L,
                            "probabilities",
                            Map.of("yes", 0.75),
                            "eventTime",
                            Records.SIX.toEpochMilli())));

    @Test
    void shouldMeetConditionsOverTheRecordAndItsPlace() {
        assertThat(List.of(
                        "record.score > 0.5",
                        "record.score < 1",
                        "record.revision == 12 && record.version == '7'",
                        "record.outcome in ['SCORED', 'CACHED']",
                        "record.eventTime >= timestamp('2026-11-27T18:00:00Z')",
                        "record.probabilities['yes'] > 0.7",
                        "record.reason == null",
                        "key.startsWith('station') && partition == 3 && offset == 42 && topic == 'rides.events'",
                        "time < timestamp('2026-11-28T00:00:00Z')"))
                .allSatisfy(it -> assertThat(of(it).test(SEEN)).as(it).isTrue());
        assertThat(of("record.score > 0.9").test(SEEN)).isFalse();
    }

    @Test
    void shouldNotMeetAConditionThatFailsAndSaySo() {
        var where = of("record.label > 3");

        assertThat(where.test(SEEN)).isFalse();

        assertThat(where.failure().orElseThrow()).startsWith("3:42: ");
    }

    @Test
    void shouldTakeAnyFieldWhereNobodyKnowsTheSchema() {
        var headers = Map.of("sluicegate.error.code", "KEY_MISMATCH");
        var letter = Records.letter("k", Records.record(PREDICTION, Map.of("score", 0.25)), headers);
        var unreadable = Records.undecodable("k", headers);
        var where = Where.of("cause.code == 'KEY_MISMATCH' && record.score < 0.5", Optional.empty());

        assertThat(where.test(letter)).isTrue();
        assertThat(where.test(unreadable)).isFalse();
        assertThat(where.test(SEEN)).isFalse();
    }

    @Test
    void shouldNameWhatIsWrong() {
        assertWrong("record.scor > 0.5", "column 1: there is no such field as record.scor; did you mean record.score?");
        assertWrong("record.score >", "column 15: ");
        assertWrong("record.score + 1.0", "is no condition");
        assertWrong("scores > 1", "undeclared reference to 'scores'");
        assertWrong("key", "is no condition: its value is string");
    }

    private static void assertWrong(String text, String message) {
        assertThatThrownBy(() -> of(text))
                .isInstanceOfSatisfying(
                        CommandFailed.class, e -> assertThat(e.entry()).isEqualTo(Message.WHERE_WRONG))
                .hasMessageContaining("--where " + text + ": ")
                .hasMessageContaining(message);
    }

    private static Where of(String text) {
        return Where.of(text, Optional.of(PREDICTION));
    }
}
