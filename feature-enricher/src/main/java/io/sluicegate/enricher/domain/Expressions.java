package io.sluicegate.enricher.domain;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.sluicegate.enricher.domain.FeatureProblem.Flaw;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A compiler and type checker of CEL. Each field is a variable of its own, with a qualified name such as {@code event.amount}, so
 * that wrong names and types are found at compile time, and a value is only read when an expression uses it. CEL has no clock and
 * no randomness: the same event and state always give the same value.
 */
final class Expressions {
    static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(10_000)
            .build();

    private static final String EVENT = "event.";

    private final CelRuntime runtime =
            CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();
    private final CelCompilerBuilder compiler = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    private final Map<String, Formula> variables = new LinkedHashMap<>();
    private final Set<String> withheld = new HashSet<>();
    private final EventFields fields;
    private final Collection<String> features;

    /** @param features the names of all features of the set; empty if an expression may use none */
    Expressions(EventFields fields, Collection<String> features) {
        this.fields = fields;
        this.features = features;
        if (fields.isAny()) {
            compiler.addVar("event", SimpleType.DYN);
        }
        fields.all()
                .forEach((path, field) -> define(EVENT + path, field.celType(), scope -> field.read(scope.event())));
    }

    void define(String name, CelType type, Formula value) {
        compiler.addVar(name, type);
        variables.put(name, value);
    }

    /** Notes that no expression may use a feature, because it is a vector. */
    void withhold(String vector) {
        withheld.add(vector);
    }

    /** Every variable by its qualified name. */
    Map<String, Formula> variables() {
        return Map.copyOf(variables);
    }

    /** The compiled expression; empty if it has problems, which are reported. */
    Optional<Expression> compile(String text, Consumer<Flaw> problems) {
        var result = compiler.build().compile(text);
        if (result.hasError()) {
            var words = new CelWords(variables.keySet(), features, withheld);
            result.getErrors().forEach(issue -> problems.accept(words.flaw(text, issue)));
            return Optional.empty();
        }
        try {
            use(result.getAst());
            return Optional.of(program(result.getAst()));
        } catch (CelValidationException | CelEvaluationException e) {
            problems.accept(new Flaw("", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private void use(CelAbstractSyntaxTree checked) {
        checked.getReferenceMap().values().stream()
                .map(CelReference::name)
                .filter(name -> name.startsWith(EVENT))
                .forEach(name -> fields.use(name.substring(EVENT.length())));
    }

    private Expression program(CelAbstractSyntaxTree checked) throws CelEvaluationException {
        var program = runtime.createProgram(checked); // also of what is compiled: it finds the same mistakes either way
        return TermCompiler.compile(checked, variables)
                .map(term -> new Expression(checked.getResultType(), term))
                .orElseGet(() -> Expression.ofProgram(checked.getResultType(), program));
    }
}
