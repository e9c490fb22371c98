package io.sluicegate.enricher.domain;

import static io.sluicegate.enricher.domain.Term.FAILED;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.NullableType;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A compiler of checked CEL expressions into {@link Term}s, for the part of the language that feature sets mostly use: constants,
 * variables, operators on single values, the ternary, {@code in} with a list of constants, and the functions of {@link Operations}.
 * An expression is compiled as a whole or not at all, and used instead of CEL where possible, because CEL searches each argument and each
 * result of a call for containers to convert, and makes an exception with a stack trace for each failure.
 */
final class TermCompiler {
    private static final Set<CelKind> SINGLE =
            Set.of(CelKind.BOOL, CelKind.INT, CelKind.DOUBLE, CelKind.STRING, CelKind.TIMESTAMP, CelKind.NULL_TYPE);
    private static final Set<String> LOGIC = Set.of("logical_and", "logical_or");

    private final CelAbstractSyntaxTree checked;
    private final Map<String, Formula> variables;

    private TermCompiler(CelAbstractSyntaxTree checked, Map<String, Formula> variables) {
        this.checked = checked;
        this.variables = variables;
    }

    /** The compiled expression; empty if it goes beyond the part that is compiled. */
    static Optional<Term> compile(CelAbstractSyntaxTree checked, Map<String, Formula> variables) {
        return new TermCompiler(checked, variables).term(checked.getExpr());
    }

    private Optional<Term> term(CelExpr expr) {
        return switch (expr.getKind()) {
            case CONSTANT -> constant(expr.constant()).map(value -> scope -> value);
            case IDENT, SELECT -> variable(expr);
            case CALL -> call(expr, overload(expr));
            default -> Optional.empty();
        };
    }

    private static Optional<Object> constant(CelConstant constant) {
        return switch (constant.getKind()) {
            case NULL_VALUE -> Optional.of(NullValue.NULL_VALUE);
            case BOOLEAN_VALUE -> Optional.of(constant.booleanValue());
            case INT64_VALUE -> Optional.of(constant.int64Value());
            case DOUBLE_VALUE -> Optional.of(constant.doubleValue());
            case STRING_VALUE -> Optional.of(constant.stringValue());
            default -> Optional.empty();
        };
    }

    private Optional<Term> variable(CelExpr expr) {
        return checked.getReference(expr.id())
                .flatMap(reference -> Optional.ofNullable(variables.get(reference.name())))
                .map(variable -> scope -> {
                    var value = variable.evaluate(scope);
                    return value == null ? NullValue.NULL_VALUE : value;
                });
    }

    /** The one overload that the checker has found; a call with several is resolved by CEL for each event. */
    private String overload(CelExpr call) {
        return checked.getReference(call.id())
                .map(CelReference::overloadIds)
                .filter(overloads -> overloads.size() == 1)
                .map(overloads -> overloads.get(0))
                .orElse("");
    }

    private Optional<Term> call(CelExpr expr, String overload) {
        var operands = Stream.concat(expr.call().target().stream(), expr.call().args().stream())
                .toList();
        if (overload.equals("in_list")) {
            return inclusion(operands.get(0), operands.get(1));
        }
        if (isEquality(overload) && !operands.stream().allMatch(this::isSingle)) {
            return Optional.empty();
        }
        return terms(operands).flatMap(terms -> operation(overload, terms));
    }

    private static boolean isEquality(String overload) {
        return overload.equals("equals") || overload.equals("not_equals");
    }

    private Optional<List<Term>> terms(List<CelExpr> expressions) {
        var terms = new ArrayList<Term>();
        expressions.forEach(expression -> term(expression).ifPresent(terms::add));
        return terms.size() == expressions.size() ? Optional.of(terms) : Optional.empty();
    }

    private static Optional<Term> operation(String overload, List<Term> terms) {
        return switch (overload) {
            case "logical_and" -> Optional.of(logic(terms.get(0), terms.get(1), false));
            case "logical_or" -> Optional.of(logic(terms.get(0), terms.get(1), true));
            case "conditional" -> Optional.of(choice(terms.get(0), terms.get(1), terms.get(2)));
            default ->
                switch (terms.size()) {
                    case 1 -> Operations.ofOne(overload).map(operation -> ofOne(operation, terms.get(0)));
                    case 2 -> Operations.ofTwo(overload).map(operation -> ofTwo(operation, terms.get(0), terms.get(1)));
                    default -> Optional.empty();
                };
        };
    }

    private static Term ofOne(UnaryOperator<Object> operation, Term operand) {
        return scope -> operation.apply(operand.value(scope));
    }

    private static Term ofTwo(BinaryOperator<Object> operation, Term left, Term right) {
        return scope -> operation.apply(left.value(scope), right.value(scope));
    }

    /** The deciding value on either side decides, even if the other side fails. */
    private static Term logic(Term left, Term right, boolean deciding) {
        return scope -> {
            var first = left.value(scope);
            if (first instanceof Boolean value && value == deciding) {
                return deciding;
            }
            var second = right.value(scope);
            if (second instanceof Boolean value && value == deciding) {
                return deciding;
            }
            return (first instanceof Boolean && second instanceof Boolean) ? (Object) !deciding : FAILED;
        };
    }

    private static Term choice(Term condition, Term then, Term otherwise) {
        return scope -> condition.value(scope) instanceof Boolean met ? (met ? then : otherwise).value(scope) : FAILED;
    }

    private Optional<Term> inclusion(CelExpr member, CelExpr list) {
        if (list.getKind() != Kind.LIST || !isSingle(member)) {
            return Optional.empty();
        }
        var elements = list.list().elements();
        var constants = elements.stream()
                .filter(element -> element.getKind() == Kind.CONSTANT)
                .flatMap(element -> constant(element.constant()).stream())
                .toList();
        return constants.size() == elements.size() ? term(member).map(term -> in(term, constants)) : Optional.empty();
    }

    private static Term in(Term member, List<Object> list) {
        var constants = Set.copyOf(list);
        var numbers = list.stream().filter(Number.class::isInstance).toArray(Number[]::new);
        return scope -> {
            var value = member.value(scope);
            return value == FAILED ? FAILED : (Object) (constants.contains(value) || hasNumber(numbers, value));
        };
    }

    private static boolean hasNumber(Number[] numbers, Object value) {
        if (value instanceof Number wanted) {
            for (var number : numbers) {
                if (Operations.sameNumber(number, wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Whether values of the expression can be compared here: neither containers, nor of a type that is known only when an event is
     * there. CEL compares a failed {@code &&} or {@code ||} as if it were a value, and is left to do so.
     */
    private boolean isSingle(CelExpr expr) {
        return checked.getType(expr.id()).filter(TermCompiler::isSingle).isPresent() && !isOfLogic(expr);
    }

    private static boolean isSingle(CelType type) {
        return SINGLE.contains(
                type instanceof NullableType nullable ? nullable.targetType().kind() : type.kind());
    }

    private boolean isOfLogic(CelExpr expr) {
        if (expr.getKind() != Kind.CALL) {
            return false;
        }
        var overload = overload(expr);
        return LOGIC.contains(overload)
                || (overload.equals("conditional")
                        && expr.call().args().stream().skip(1).anyMatch(this::isOfLogic));
    }
}
