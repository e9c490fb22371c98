package io.sluicegate.enricher.domain;

import dev.cel.common.types.CelType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import io.sluicegate.enricher.domain.FeatureProblem.Flaw;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.EventSettings;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Windowed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A builder that turns declarations into formulas, in order, so that each may use the features before it. */
final class FormulaBuilder {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final EventFields fields;
    private final EventSettings events;
    private final List<FeatureProblem> problems;
    private final Set<String> unsure;
    private final Expressions expressions;
    private final Windows windows;
    private final List<Formula> formulas = new ArrayList<>();
    private final List<VectorField> vectors = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /**
     * Creates an empty builder.
     *
     * @param features the names of all features of the set
     * @param unsure names of features whose declaration is known to be wrong, so that their type is unknown
     */
    FormulaBuilder(
            EventFields fields,
            EventSettings events,
            List<FeatureProblem> problems,
            Collection<String> features,
            Set<String> unsure) {
        this.fields = fields;
        this.events = events;
        this.problems = problems;
        this.expressions = new Expressions(fields, features);
        this.unsure = unsure;
        this.windows = new Windows(fields, events);
    }

    void add(FeatureDefinition feature) {
        if (!NAME.matcher(feature.name()).matches()
                || FeaturesRecord.isReserved(feature.name())
                || !names.add(feature.name())) {
            problem(feature, "", "the name is taken, or is not one word of letters, digits and _");
            return;
        }
        int index = formulas.size();
        formulas.add(formula(feature).orElse(scope -> null));
        if (feature.type() == FeatureDefinition.Type.VECTOR) {
            expressions.withhold(feature.name());
        } else {
            expressions.define("feature." + feature.name(), celType(feature), scope -> scope.feature(index));
        }
    }

    /** The fields with vectors that have been added. */
    List<VectorField> vectors() {
        return List.copyOf(vectors);
    }

    FeatureEngine engine(Intake intake, EventNeeds needs) {
        return new FeatureEngine(
                intake,
                needs,
                formulas,
                expressions.variables(),
                windows.all(),
                events.lateness().toMillis());
    }

    private Optional<Formula> formula(FeatureDefinition feature) {
        if (feature.source() instanceof FeatureDefinition.Field source) {
            return ofField(feature, source.field());
        }
        return feature.source() instanceof FeatureDefinition.Expression source
                ? ofExpression(feature, source.cel())
                : ofWindow(feature, (Windowed) feature.source());
    }

    private Optional<Formula> ofField(FeatureDefinition feature, String path) {
        var field = fields.use(path);
        if (field.isEmpty()) {
            problem(feature, "", "the event has no field " + path + " that can be read" + fields.near(path));
        }
        if (feature.vector().isPresent()) {
            return field.flatMap(
                    found -> ofVector(feature, found, feature.vector().get()));
        }
        return field.filter(found -> fits(feature, found.type()))
                .map(found -> scope -> FeatureTypes.convert(feature.type(), found.read(scope.event())));
    }

    private Optional<Formula> ofVector(FeatureDefinition feature, EventField field, VectorForm form) {
        var problem = VectorField.problem(form, field);
        if (problem.isPresent()) {
            problem(feature, "", problem.get());
            return Optional.empty();
        }
        var vector = new VectorField(feature.name(), field, form);
        vectors.add(vector);
        return Optional.of(scope -> vector.read(scope.event()));
    }

    private Optional<Formula> ofExpression(FeatureDefinition feature, String cel) {
        return expressions
                .compile(cel, flaw -> problem(feature, flaw.of("cel")))
                .filter(expression -> fits(feature, expression.type()))
                .map(expression -> scope -> {
                    var value = expression.value(scope);
                    if (value == Term.FAILED) {
                        scope.fail(feature.name());
                    }
                    return FeatureTypes.convert(feature.type(), value);
                });
    }

    private Optional<Formula> ofWindow(FeatureDefinition feature, Windowed source) {
        return windows.add(source, flaw -> problem(feature, flaw))
                .filter(window -> fits(feature, resultType(source)))
                .map(window -> scope -> FeatureTypes.convert(
                        feature.type(), Aggregates.value(source.aggregate(), scope.window(window))));
    }

    private boolean fits(FeatureDefinition feature, CelType actual) {
        boolean fits = FeatureTypes.accepts(feature.type(), actual);
        if (!fits) {
            problem(feature, "", "it is declared as " + feature.type() + " but is a " + actual.name());
        }
        return fits;
    }

    private static CelType resultType(Windowed source) {
        return source.aggregate() == FeatureDefinition.Aggregate.COUNT ? SimpleType.INT : SimpleType.DOUBLE;
    }

    private CelType celType(FeatureDefinition feature) {
        return unsure.contains(feature.name())
                ? SimpleType.DYN
                : NullableType.create(FeatureTypes.celType(feature.type()));
    }

    private void problem(FeatureDefinition feature, String key, String what) {
        problem(feature, new Flaw(key, what));
    }

    private void problem(FeatureDefinition feature, Flaw flaw) {
        problems.add(flaw.in(FeatureProblem.FEATURES + feature.name()));
    }
}
