package io.sluicegate.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.catalogue.VectorForm.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ElementTypeTest {
    @ParameterizedTest
    @EnumSource(Element.class)
    void shouldHaveEachTypeOfAVectorsElements(Element element) {
        var type = ElementType.of(element);

        assertThat(type.text()).isEqualTo(element.text());
        assertThat(type.bytes()).isEqualTo(element.bytes());
        assertThat(type.kind() == ElementType.Kind.FLOATING).isEqualTo(element.isFloating());
        assertThat(type.ofVectors()).contains(element);
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void shouldHaveVectorsOfAllButTexts(ElementType type) {
        assertThat(type.ofVectors().isPresent()).isEqualTo(type != ElementType.STRING);
        if (type.isInteger()) {
            var element = type.ofVectors().orElseThrow();
            assertThat(element.holds(type.smallest())).isTrue();
            assertThat(element.holds(type.largest())).isTrue();
            assertThat(element.holds(type.smallest() - 1)).isEqualTo(type == ElementType.INT64);
        }
    }
}
