package io.sluicegate.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementValueTest {
    @Test
    void shouldReadWholeNumbersInAnyNotation() {
        assertThat(ElementValue.whole(ElementType.INT64, "-9223372036854775808"))
                .isEqualTo(Long.MIN_VALUE);
        assertThat(ElementValue.whole(ElementType.INT64, "9007199254740993")).isEqualTo(9_007_199_254_740_993L);
        assertThat(ElementValue.whole(ElementType.INT64, "9007199254740993.0")).isEqualTo(9_007_199_254_740_993L);
        assertThat(ElementValue.whole(ElementType.UINT64, "18446744073709551615"))
                .isEqualTo(-1);
        assertThat(ElementValue.whole(ElementType.UINT8, "2.55e2")).isEqualTo(255);
        assertThat(ElementValue.whole(ElementType.INT8, "1.20e2")).isEqualTo(120);
        assertThat(ElementValue.whole(ElementType.INT8, "0.00")).isZero();
        assertThat(ElementValue.whole(ElementType.INT8, "0e-100000000")).isZero();
        assertThat(ElementValue.whole(ElementType.INT8, "0e-999999999")).isZero();
    }

    /** Working out such a number would take minutes. */
    @ParameterizedTest
    @ValueSource(strings = {"1e-100000000", "1e100000000", "1e2147483647", "1e-2147483647", "0.5", "128", "-129", "x"})
    @Timeout(10)
    void shouldRefuseWhatIsNoneAtOnce(String text) {
        assertThatThrownBy(() -> ElementValue.whole(ElementType.INT8, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.5", "9223372036854775808", "1e400", "1e999999999", "1e-999999999", "-1e999999999", "x", ""})
    @Timeout(10)
    void shouldRefuseAllOthersWithoutExpandingThem(String text) {
        assertThatThrownBy(() -> ElementValue.whole(ElementType.INT64, text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
