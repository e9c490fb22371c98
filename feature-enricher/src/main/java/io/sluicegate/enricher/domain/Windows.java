package io.sluicegate.enricher.domain;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.NullableType;
import io.sluicegate.enricher.domain.FeatureProblem.Flaw;
import io.sluicegate.pipeline.config.EventSettings;
import io.sluicegate.pipeline.config.FeatureDefinition.Aggregate;
import io.sluicegate.pipeline.config.FeatureDefinition.Windowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The windows that a feature set needs; aggregates with the same specification share one. */
final class Windows {
    /** Keeps an entity's state bounded. */
    private static final long MOST_BUCKETS = 4_096;

    private final EventFields fields;
    private final EventSettings events;
    private final Expressions conditions; // over the event alone: windows come before features
    private final List<Window> windows = new ArrayList<>();

    Windows(EventFields fields, EventSettings events) {
        this.fields = fields;
        this.events = events;
        this.conditions = new Expressions(fields, List.of());
    }

    List<Window> all() {
        return windows;
    }

    /** The position of the aggregate's window; empty if it has problems, which are reported. */
    Optional<Integer> add(Windowed aggregate, Consumer<Flaw> problems) {
        var found = new ArrayList<Flaw>();
        var spec = WindowSpec.of(events.time(), aggregate);
        checkLength(spec, found);
        var of = of(aggregate, found);
        var where = spec.where().flatMap(text -> condition(text, found));
        found.forEach(problems);
        return found.isEmpty() ? Optional.of(position(spec, of, where)) : Optional.empty();
    }

    private int position(WindowSpec spec, Optional<EventField> of, Optional<Expression> where) {
        for (int i = 0; i < windows.size(); i++) {
            if (windows.get(i).spec().equals(spec)) {
                return i;
            }
        }
        windows.add(new Window(spec, of.orElse(null), where.orElse(null)));
        return windows.size() - 1;
    }

    private void checkLength(WindowSpec spec, List<Flaw> problems) {
        if (spec.window().toMillis() < 1) {
            problems.add(new Flaw("window", "it must be longer than nothing"));
        } else if (spec.most(events.lateness()) > MOST_BUCKETS) {
            problems.add(new Flaw(
                    "window",
                    "with events.lateness it takes " + spec.most(events.lateness()) + " buckets, more than "
                            + MOST_BUCKETS + "; make the window longer or the lateness shorter"));
        }
    }

    private Optional<EventField> of(Windowed aggregate, List<Flaw> problems) {
        if (aggregate.of().isEmpty()) {
            if (aggregate.aggregate() != Aggregate.COUNT) {
                problems.add(new Flaw("of", aggregate.aggregate() + " needs a field"));
            }
            return Optional.empty();
        }
        var path = aggregate.of().get();
        var field = fields.use(path).filter(found -> FeatureTypes.isNumber(found.type()));
        if (field.isEmpty()) {
            problems.add(new Flaw("of", "the event has no number " + path + fields.near(path)));
        }
        return field;
    }

    private Optional<Expression> condition(String text, List<Flaw> problems) {
        var expression = conditions.compile(text, flaw -> problems.add(flaw.of("where")));
        if (expression.isPresent() && !isBoolean(expression.get().type())) {
            problems.add(new Flaw(
                    "where",
                    "it must be a bool but is a " + expression.get().type().name()));
        }
        return expression;
    }

    private static boolean isBoolean(CelType type) {
        var kind = type instanceof NullableType nullable ? nullable.targetType().kind() : type.kind();
        return kind == CelKind.BOOL || kind == CelKind.DYN;
    }
}
