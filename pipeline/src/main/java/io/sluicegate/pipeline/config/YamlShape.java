package io.sluicegate.pipeline.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * The check of a YAML text's shape before it is composed: how deep it nests, and how many values its aliases stand for. Composing and
 * reading recurse, so a text beyond the limits, or one that contains itself, would take the whole stack of the thread or all of its time.
 */
final class YamlShape {
    private static final int DEEPEST = 100;
    private static final long MOST = 10_000_000;

    /** Why the text can't be read, and the line. */
    record Excess(Optional<Mark> mark, String what) {}

    /** A list or mapping that hasn't ended yet. */
    private static final class Open {
        private final Optional<Anchor> anchor;
        private long values = 1;

        Open(Optional<Anchor> anchor) {
            this.anchor = anchor;
        }
    }

    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Anchor, Long> sizes = new HashMap<>();
    private long top;

    private YamlShape() {}

    /** The first excess; empty if there is none. A text that is no YAML is left to the composer. */
    static Optional<Excess> excess(LoadSettings settings, String yaml) {
        var shape = new YamlShape();
        for (var event : new Parse(settings).parseString(yaml)) {
            var excess = shape.see(event);
            if (excess.isPresent()) {
                return excess.map(what -> new Excess(event.getStartMark(), what));
            }
        }
        return Optional.empty();
    }

    private Optional<String> see(Event event) {
        if (event instanceof CollectionStartEvent start) {
            open.push(new Open(start.getAnchor()));
        } else if (event instanceof CollectionEndEvent) {
            var ended = open.pop();
            ended.anchor.ifPresent(anchor -> sizes.put(anchor, ended.values));
            add(ended.values);
        } else if (event instanceof AliasEvent alias) {
            if (open.stream().anyMatch(outer -> outer.anchor.equals(alias.getAnchor()))) {
                return Optional.of("it contains itself");
            }
            add(sizes.getOrDefault(alias.getAnchor().orElseThrow(), 1L));
        } else if (event instanceof NodeEvent scalar) {
            scalar.getAnchor().ifPresent(anchor -> sizes.put(anchor, 1L));
            add(1);
        }
        if (open.size() > DEEPEST) {
            return Optional.of("it nests lists and mappings more than " + DEEPEST + " deep");
        }
        return (open.isEmpty() ? top : open.peek().values) > MOST
                ? Optional.of("its aliases stand for more than " + MOST + " values")
                : Optional.empty();
    }

    private void add(long values) {
        if (open.isEmpty()) {
            top += values;
        } else {
            open.peek().values += values;
        }
    }
}
