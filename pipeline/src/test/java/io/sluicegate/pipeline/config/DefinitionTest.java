package io.sluicegate.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.catalogue.VectorForm.Element;
import io.sluicegate.pipeline.config.FeatureDefinition.Aggregate;
import io.sluicegate.pipeline.config.FeatureDefinition.Expression;
import io.sluicegate.pipeline.config.FeatureDefinition.Field;
import io.sluicegate.pipeline.config.FeatureDefinition.Source;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.pipeline.config.FeatureDefinition.Windowed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Definitions are stored in bundles and topics: what they say of a feature may not change. */
class DefinitionTest {
    private static final FeatureDefinition AMOUNT = feature("amount", Type.DOUBLE, new Field("amount", false));
    private static final VectorForm PIXELS = new VectorForm(Element.UINT8, List.of(28, 28));
    private static final FeatureDefinition SPEND = feature("spend", Type.DOUBLE, spend(Duration.ofHours(1)));
    private static final FeatureDefinition SHARE =
            feature("share", Type.DOUBLE, new Expression(" feature.amount / (feature . spend + 1.0)\n"));

    @Test
    void shouldHaveALastingText() {
        assertThat(set(AMOUNT, SPEND, SHARE).definitions().values())
                .extracting(Definition::text)
                .containsExactly(
                        "{\"field\":\"amount\",\"type\":\"double\",\"v\":1}",
                        "{\"aggregate\":\"sum\",\"entity\":\"card\",\"of\":\"amount\",\"time\":\"at\",\"type\":\"double\","
                                + "\"v\":1,\"where\":\"event.kind == \\\"POS\\\"\",\"window\":3600000}",
                        "{\"cel\":\"feature.amount / (feature . spend + 1.0)\",\"features\":{"
                                + "\"amount\":\"67a0e28d6523f458aed4c056b07635e2dd651442d7cdeb0a8e2aafa83c56eb51\","
                                + "\"spend\":\"6d6006ecd0ba8dfb74f747b75d68cb0bca8e3b06bec5ae1c728acdd4cf886a31\"},\"type\":\"double\",\"v\":1}");
    }

    @Test
    void shouldHaveALastingTextForAVector() {
        var pixels = new FeatureDefinition("pixels", PIXELS, new Field("image", true));

        assertThat(set(pixels).definitions().get("pixels").text())
                .isEqualTo(
                        "{\"elements\":\"uint8\",\"field\":\"image\",\"shape\":[28,28],\"type\":\"vector\",\"v\":1}");
    }

    @Test
    void shouldChangeWithTheElementsAndTheShapeOfAVector() {
        var image = new Field("image", false);

        assertThat(List.of(
                        hash(set(new FeatureDefinition("x", PIXELS, image)), "x"),
                        hash(
                                set(new FeatureDefinition("x", new VectorForm(Element.INT8, List.of(28, 28)), image)),
                                "x"),
                        hash(set(new FeatureDefinition("x", new VectorForm(Element.UINT8, List.of(784)), image)), "x"),
                        hash(set(new FeatureDefinition("x", PIXELS, new Field("other", false))), "x")))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldHaveALastingFingerprint() {
        assertThat(set(AMOUNT, SPEND, SHARE).fingerprint())
                .isEqualTo("3164e4e50e4fad3b5a51c321e3bd7c114d42bf85776269ee2998da3078555c12");
    }

    @Test
    void shouldChangeWithTheWindowTheFieldTheExpressionTheTypeTheEntityAndTheTime() {
        var hashes = List.of(
                hash(set(SPEND), "spend"),
                hash(set(feature("spend", Type.DOUBLE, spend(Duration.ofHours(2)))), "spend"),
                hash(new FeatureSet(List.of(SPEND), "customer", "at"), "spend"),
                hash(new FeatureSet(List.of(SPEND), "card", "receivedAt"), "spend"),
                hash(set(AMOUNT), "amount"),
                hash(set(feature("amount", Type.DOUBLE, new Field("net", false))), "amount"),
                hash(set(feature("amount", Type.LONG, new Field("amount", false))), "amount"),
                hash(set(feature("amount", Type.DOUBLE, new Expression("event.amount"))), "amount"),
                hash(set(feature("amount", Type.DOUBLE, new Expression("event.amount * 2.0"))), "amount"));

        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void shouldChangeWithTheFeaturesThatItRefersTo() {
        var longer = feature("spend", Type.DOUBLE, spend(Duration.ofHours(2)));

        assertThat(hash(set(AMOUNT, longer, SHARE), "share")).isNotEqualTo(hash(set(AMOUNT, SPEND, SHARE), "share"));
        assertThat(hash(set(AMOUNT, longer, SHARE), "amount")).isEqualTo(hash(set(AMOUNT, SPEND, SHARE), "amount"));
    }

    @Test
    void shouldNotChangeWithTheFeaturesBesideItNorWithHowALengthIsWritten() {
        var inMinutes = feature("spend", Type.DOUBLE, spend(Duration.ofMinutes(60)));
        var required = feature("amount", Type.DOUBLE, new Field("amount", true));

        assertThat(hash(set(required, inMinutes), "spend")).isEqualTo(hash(set(SPEND), "spend"));
        assertThat(hash(set(required), "amount")).isEqualTo(hash(set(AMOUNT), "amount"));
    }

    @Test
    void shouldFindEachWayToNameAFeature() {
        assertThat(FeatureReferences.in(
                        "feature.a + .feature.b + feature // of old\n . c + event.myfeature.d + features.e"))
                .containsExactly("a", "b", "c");
    }

    private static Source spend(Duration window) {
        return new Windowed(Aggregate.SUM, Optional.of("amount"), window, Optional.of("event.kind == \"POS\""));
    }

    private static FeatureSet set(FeatureDefinition... features) {
        return new FeatureSet(List.of(features), "card", "at");
    }

    private static FeatureDefinition feature(String name, Type type, Source source) {
        return new FeatureDefinition(name, type, source);
    }

    private static String hash(FeatureSet set, String name) {
        return set.definitions().get(name).hash();
    }
}
