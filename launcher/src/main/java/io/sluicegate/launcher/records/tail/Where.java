package io.sluicegate.launcher.records.tail;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import io.sluicegate.pipeline.config.Nearest;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A condition over records, in CEL. Each field of the record is a variable of its own, so that a wrong name is found before anything is
 * read. A record on which the condition fails, because a field is null or of another type, doesn't meet it.
 */
final class Where {
    private static final CelOptions OPTIONS =
            CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
    private static final String RECORD = "record.";
    private static final String CAUSE = "cause.";
    private static final List<String> CAUSES = List.of("stage", "topic", "partition", "offset", "code", "message");
    private static final Pattern NAME = Pattern.compile("record\\s*\\.\\s*(\\w+)");

    private final Program program;
    private Optional<String> failure = Optional.empty();

    private Where(Program program) {
        this.program = program;
    }

    /**
     * Compiles a condition.
     *
     * @param schema the schema of the records; without one a field may have any name
     */
    static Where of(String text, Optional<Schema> schema) {
        try {
            var result = compiled(text, schema);
            if (result.hasError()) {
                throw wrong(
                        text,
                        schema,
                        String.join(
                                "; ",
                                result.getErrors().stream()
                                        .map(it -> inWords(text, it, schema))
                                        .toList()));
            }
            var checked = result.getAst();
            var type = checked.getResultType().kind();
            if (type != CelKind.BOOL && type != CelKind.DYN) {
                throw wrong(
                        text,
                        schema,
                        "is no condition: its value is "
                                + checked.getResultType().name());
            }
            var runtime = CelRuntimeFactory.plannerRuntimeBuilder()
                    .setOptions(OPTIONS)
                    .build();
            return new Where(runtime.createProgram(checked));
        } catch (CelValidationException | CelEvaluationException e) {
            throw wrong(text, schema, String.valueOf(e.getMessage()));
        }
    }

    private static CelValidationResult compiled(String text, Optional<Schema> schema) {
        var compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar("key", SimpleType.STRING)
                .addVar("topic", SimpleType.STRING)
                .addVar("partition", SimpleType.INT)
                .addVar("offset", SimpleType.INT)
                .addVar("time", SimpleType.TIMESTAMP);
        CAUSES.forEach(name -> compiler.addVar(CAUSE + name, SimpleType.STRING));
        schema.ifPresentOrElse(
                known -> known.getFields().forEach(field -> compiler.addVar(RECORD + field.name(), SimpleType.DYN)),
                () -> compiler.addVar("record", SimpleType.DYN));
        return compiler.build().compile(text);
    }

    private static CommandFailed wrong(String text, Optional<Schema> schema, String why) {
        var field = schema.map(it -> it.getFields().get(0).name()).orElse("amount");
        return new CommandFailed(Message.WHERE_WRONG, text, why, "'record." + field + " != null'");
    }

    private static String inWords(String text, CelIssue issue, Optional<Schema> schema) {
        var column = Math.max(0, issue.getSourceLocation().getColumn());
        if (schema.isPresent() && issue.getMessage().startsWith("undeclared reference to 'record'")) {
            return "column " + (column + 1) + ": there is no such field" + suggestion(text, column, schema.get());
        }
        return "column " + (column + 1) + ": " + issue.getMessage();
    }

    private static String suggestion(String text, int column, Schema schema) {
        var name = NAME.matcher(text.substring(Math.min(column, text.length())));
        if (!name.lookingAt()) {
            return "";
        }
        var known = schema.getFields().stream().map(Schema.Field::name).toList();
        return " as record." + name.group(1)
                + Nearest.to(name.group(1), known)
                        .map(it -> "; did you mean record." + it + "?")
                        .orElse("; the fields are " + String.join(", ", known));
    }

    /** Whether the record meets the condition. */
    boolean test(Seen seen) {
        try {
            return Boolean.TRUE.equals(program.eval((String name) -> variable(seen, name)));
        } catch (CelEvaluationException e) {
            failure = failure.or(() -> Optional.of(seen.place() + ": " + e.getMessage()));
            return false;
        }
    }

    /** The first failure of the condition on a record. */
    Optional<String> failure() {
        return failure;
    }

    private static Optional<Object> variable(Seen seen, String name) {
        return switch (name) {
            case "key" -> Optional.of(seen.key().<Object>map(it -> it).orElse(NullValue.NULL_VALUE));
            case "topic" -> Optional.of(seen.raw().topic());
            case "partition" -> Optional.of((long) seen.raw().partition());
            case "offset" -> Optional.of(seen.raw().offset());
            case "time" -> Optional.of(seen.time());
            case "record" ->
                Optional.of(seen.record()
                        .map(it -> CelValues.of(it.getSchema(), it))
                        .orElse(NullValue.NULL_VALUE));
            default -> part(seen, name);
        };
    }

    private static Optional<Object> part(Seen seen, String name) {
        if (name.startsWith(CAUSE)) {
            var cause = seen.cause().get(name.substring(CAUSE.length()));
            return Optional.of(cause == null ? NullValue.NULL_VALUE : cause);
        }
        return name.startsWith(RECORD)
                ? Optional.of(seen.record()
                        .map(it -> field(it, name.substring(RECORD.length())))
                        .orElse(NullValue.NULL_VALUE))
                : Optional.empty();
    }

    private static @Nullable Object field(GenericRecord record, String name) {
        var field = record.getSchema().getField(name);
        return field == null ? null : CelValues.of(field.schema(), record.get(field.pos()));
    }
}
