package io.sluicegate.launcher.seeing.domain;

import static io.sluicegate.launcher.seeing.Seen.NOON;
import static io.sluicegate.launcher.seeing.Seen.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.CommandKind;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void shouldWriteSharesAndNumbersShort() {
        assertThat(Words.percent(0.9)).isEqualTo("90 %");
        assertThat(Words.percent(0.125)).isEqualTo("12.5 %");
        assertThat(Words.percent(1)).isEqualTo("100 %");
        assertThat(Words.percent(0)).isEqualTo("0 %");
        assertThat(Words.number(0.12345)).isEqualTo("0.1235");
        assertThat(Words.number(Double.NaN)).isEqualTo("-");
    }

    @Test
    void shouldWriteHowLongAgo() {
        assertThat(Words.ago(NOON, NOON.plusSeconds(12))).isEqualTo("12 s");
        assertThat(Words.ago(NOON, NOON.plusSeconds(600))).isEqualTo("10 min");
        assertThat(Words.ago(NOON, NOON.plusSeconds(3 * 3600))).isEqualTo("3 h");
        assertThat(Words.ago(NOON, NOON.plusSeconds(5 * 86_400))).isEqualTo("5 d");
        assertThat(Words.ago(NOON, NOON.minusSeconds(5))).as("clocks differ").isEqualTo("0 s");
    }

    @Test
    void shouldCountOneAndSeveral() {
        assertThat(Words.count(1, "trigger has", "triggers have")).isEqualTo("1 trigger has");
        assertThat(Words.count(0, "trigger has", "triggers have")).isEqualTo("0 triggers have");
    }

    @Test
    void shouldWriteWhatACommandAsksFor() {
        var canary = command("c", CommandKind.CANARY, "7");
        canary.setPercent(10.0);

        assertThat(Words.command(canary)).isEqualTo("CANARY 7 at 10 %");
        assertThat(Words.command(command("c", CommandKind.PAUSE, ""))).isEqualTo("PAUSE");
        assertThat(Words.command(null)).isEqualTo("-");
    }
}
