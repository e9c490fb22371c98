package io.sluicegate.trigger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.records.Verdict;
import io.sluicegate.testing.Draw;
import io.sluicegate.testing.Law;
import io.sluicegate.trigger.Reports;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The reports of a window come one by one: what is decided, and on what evidence, does not depend on their order. */
class ReportOrderPropertyTest {

    @Test
    void triggersAreTheSameInWhateverOrderAWindowsReportsCome() {
        Law.holds(300, draw -> {
            var windows = windows(draw);
            var inOrder = triggers(windows, new Random(0), false);

            var shuffled = triggers(windows, new Random(draw.anyLong()), true);

            assertThat(shuffled).isEqualTo(inOrder);
        });
    }

    private static List<List<Verdict>> windows(Draw draw) {
        return draw.list(1, 25, () -> draw.list(3, 3, () -> draw.oneOf(Verdict.values())));
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
