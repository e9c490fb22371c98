package io.sluicegate.enricher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.sluicegate.testing.Draw;
import io.sluicegate.testing.Law;
import io.sluicegate.testing.RunLength;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiled expressions give CEL's results, value for value and failure for failure. */
class TermCompilerTest {
    private static final Schema SCHEMA = new Schema.Parser().parse(RandomExpression.FIELDS);
    private static final int DEEPEST = 4;
    private static final int EVENTS = 4;

    private final Map<String, Formula> variables = new LinkedHashMap<>();
    private final CelCompiler compiler = compiler();
    private final CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(Expressions.OPTIONS)
            .build();

    private CelCompiler compiler() {
        var builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(Expressions.OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
        new EventFields(SCHEMA).all().forEach((path, field) -> {
            builder.addVar("event." + path, field.celType());
            variables.put("event." + path, scope -> field.read(scope.event()));
        });
        return builder.build();
    }

    @Test
    void shouldGiveWhatCelGives() {
        var counts = new int[3]; // expressions, those that pass the checker, those that are compiled
        Law.holds(RunLength.choose(2_000, 100_000), draw -> {
            var text = new RandomExpression(draw).any(draw.between(1, DEEPEST));
            counts[0]++;
            var checked = check(text);
            if (checked.isEmpty()) {
                return;
            }
            counts[1]++;
            var term = TermCompiler.compile(checked.get(), variables);
            if (term.isPresent()) {
                counts[2]++;
                compare(text, term.get(), cel(checked.get()), draw);
            }
        });

        assertThat(counts[1]).as("expressions that pass the checker").isGreaterThan(counts[0] / 2);
        assertThat(counts[2]).as("expressions that are compiled").isGreaterThan(counts[1] * 9 / 10);
    }

    private void compare(String text, Term term, Term cel, Draw draw) {
        for (int i = 0; i < EVENTS; i++) {
            var event = event(draw);
            var scope = new Scope(variables, event, 0, 0);
            assertThat(term.value(scope)).as("%s of %s", text, event).isEqualTo(cel.value(scope));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.s.matches('a+')",
                "[event.i, 1].exists(x, x > 0)",
                "event.i in [event.ni, 1]",
                "dyn(event.i) == 1",
                "event.t.getHours('Europe/Berlin')",
                "event.t - event.nt > duration('1h')",
                "(event.nb && event.b) == true",
                "(event.b ? event.nb || event.b : true) in [true]",
                "uint(event.i) == 1u",
                "type(event.i) == int",
                "[1, 2][event.i]"
            })
    void shouldLeaveTheRestToCel(String text) {
        assertThat(check(text)).isPresent();
        assertThat(TermCompiler.compile(check(text).orElseThrow(), variables)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.s != event.ns",
                "event.s in ['electronics', 'giftcards', 'travel']",
                "!event.b",
                "event.d / (event.nd + 1.0)",
                "event.nd == null ? -1.0 : event.nd",
                "event.t.getHours() < 6 || event.s.startsWith('x')"
            })
    void shouldCompileWhatFeatureSetsMostlyHave(String text) {
        assertThat(TermCompiler.compile(check(text).orElseThrow(), variables)).isPresent();
    }

    private Optional<CelAbstractSyntaxTree> check(String text) {
        try {
            return Optional.of(compiler.compile(text).getAst());
        } catch (CelValidationException e) {
            return Optional.empty();
        }
    }

    private Term cel(CelAbstractSyntaxTree checked) throws CelEvaluationException {
        return Expression.ofProgram(checked.getResultType(), runtime.createProgram(checked))
                .term();
    }

    private static GenericRecord event(Draw draw) {
        var event = new GenericData.Record(SCHEMA);
        event.put("d", draw.anyDouble());
        event.put("nd", draw.oneOf(true, false) ? null : (Object) draw.anyDouble());
        event.put("i", draw.anyLong());
        event.put("ni", draw.oneOf(true, false) ? null : (Object) draw.anyLong());
        event.put("b", draw.oneOf(true, false));
        event.put("nb", draw.oneOf("true", "false", "").equals("") ? null : (Object) draw.oneOf(true, false));
        event.put("s", draw.oneOf("", "a", "ab", "12", "-1.5", "ä\uD83D\uDE00", "1e400", "NaN"));
        event.put("ns", draw.oneOf(true, false) ? null : draw.oneOf("", "a", "7"));
        event.put("t", draw.between(0, 4_000_000_000_000L));
        event.put("nt", draw.oneOf(true, false) ? null : (Object) draw.between(0, 4_000_000_000_000L));
        return event;
    }
}
