package io.sluicegate.trigger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.records.Verdict;
import io.sluicegate.trigger.Reports;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The reports of a window come one by one: what is decided, and on what evidence, does not depend on their order. */
class OrderPropertyTest {

    @Property(tries = 300)
    void triggersAreTheSameInWhateverOrderAWindowsReportsCome(
            @ForAll("windows") List<List<Verdict>> windows, @ForAll long seed) {
        var inOrder = triggers(windows, new Random(0), false);

        var shuffled = triggers(windows, new Random(seed), true);

        assertThat(shuffled).isEqualTo(inOrder);
    }

    @Provide
    Arbitrary<List<List<Verdict>>> windows() {
        return Arbitraries.of(Verdict.class)
                .list()
                .ofSize(3)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    private static List<RetrainingTrigger> triggers(List<List<Verdict>> windows, Random random, boolean shuffle) {
        var world = new World().running("1");
        for (int window = 1; window <= windows.size(); window++) {
            var order = new ArrayList<>(IntStream.range(0, 3).boxed().toList());
            if (shuffle) {
                Collections.shuffle(order, random);
            }
            for (int subject : order) {
                var name = List.of("a", "b", "c").get(subject);
                world.learn(Reports.feature(
                        window, name, "1", windows.get(window - 1).get(subject)));
            }
        }
        return world.triggers;
    }
}
