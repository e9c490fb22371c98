package io.sluicegate.console.domain;

import io.sluicegate.console.domain.Fact.Buried;
import java.util.List;
import java.util.TreeMap;

/** Dead letters by topic and code; codes beyond a bound are counted together, since anyone may write a header. */
final class DeadLetterFold {
    private static final int CAUSES = 256;
    private static final String OTHER = "other";

    private final TreeMap<String, DeadLetterCount> counts = new TreeMap<>();

    void add(Buried buried) {
        var known = counts.containsKey(key(buried.topic(), buried.code()));
        var code = known || counts.size() < CAUSES ? buried.code() : OTHER;
        counts.compute(
                key(buried.topic(), code),
                (key, count) -> count == null
                        ? new DeadLetterCount(buried.topic(), code, 1, buried.appended())
                        : count.and(buried.appended()));
    }

    List<DeadLetterCount> toList() {
        return List.copyOf(counts.values());
    }

    private static String key(String topic, String code) {
        return topic + "\n" + code;
    }
}
