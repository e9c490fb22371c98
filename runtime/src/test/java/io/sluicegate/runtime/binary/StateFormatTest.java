package io.sluicegate.runtime.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StateFormatTest {
    private static final StateFormat<String> FIRST =
            StateFormat.of("names", 7, (name, out) -> out.writeString(name), (in, version) -> in.readString());
    private static final StateFormat<String> SECOND = second(8);
    private static final StateFormat<String> THIRD = second(9);

    /** Its later versions have a number behind the name. */
    private static StateFormat<String> second(int version) {
        return StateFormat.<String>of(
                        "names",
                        version,
                        (name, out) -> {
                            out.writeString(name);
                            out.writeLong(name.length());
                        },
                        (in, found) -> found == 7 ? in.readString() + "?" : in.readString() + in.readLong())
                .readingFrom(version - 1);
    }

    @Test
    void shouldReadWhatItWrites() {
        assertThat(FIRST.read(FIRST.write("Ada"))).isEqualTo("Ada");
    }

    @Test
    void shouldReadTheVersionBefore() {
        assertThat(SECOND.read(FIRST.write("Ada"))).isEqualTo("Ada?");
        assertThat(SECOND.read(SECOND.write("Ada"))).isEqualTo("Ada3");
    }

    @Test
    void shouldRefuseANewerAndATooOldVersionAndSayWhatToDo() {
        assertThatThrownBy(() -> FIRST.read(SECOND.write("Ada")))
                .isInstanceOf(UnreadableState.class)
                .hasMessage("the state in names can't be read: a value has version 8, and this Sluicegate reads 7;"
                        + " run the Sluicegate that wrote it, or do as 'State' in docs/operations.md says");
        assertThatThrownBy(() -> THIRD.read(FIRST.write("Ada")))
                .isInstanceOf(UnreadableState.class)
                .hasMessageContaining("a value has version 7, and this Sluicegate reads 8 to 9");
    }

    @Test
    void shouldRefuseWhatIsDamaged() {
        var whole = FIRST.write("Ada");

        assertThatThrownBy(() -> FIRST.read(new byte[0]))
                .isInstanceOf(UnreadableState.class)
                .hasMessageContaining("a value has no version");
        assertThatThrownBy(() -> FIRST.read(Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(UnreadableState.class)
                .hasMessageContaining("a value of version 7 is damaged");
        assertThatThrownBy(() -> FIRST.read(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(UnreadableState.class)
                .hasMessageContaining("has bytes left over");
    }
}
