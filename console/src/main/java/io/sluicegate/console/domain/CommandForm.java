package io.sluicegate.console.domain;

import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;

/** A form that a person filled in: becomes a command, or is refused with the problem. */
public final class CommandForm {
    private static final CommandKind[] SENT = {CommandKind.ROLLBACK, CommandKind.ABORT};
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 500;

    private final String pipeline;
    private final Map<String, String> fields;

    public CommandForm(String pipeline, Map<String, String> fields) {
        this.pipeline = pipeline;
        this.fields = fields;
    }

    /** The outcome of a form. */
    public sealed interface Result {}

    /** A command that can be sent. */
    public record Filled(ModelCommand command) implements Result {}

    /** The form can't become a command; the problem says why. */
    public record Refused(String problem) implements Result {}

    /** The command that the form asks for, with this id and time. */
    public Result command(String commandId, Instant now) {
        var kind = Arrays.stream(SENT)
                .filter(it -> it.name().equals(field("kind")))
                .findFirst();
        if (kind.isEmpty()) {
            return new Refused(
                    "kind: the console sends only ROLLBACK and ABORT; use the command line for other commands");
        }
        if (!between(field("version"), LONGEST_NAME)) {
            return new Refused("version: give the version as /api/facts shows it");
        }
        if (!between(field("issuedBy"), LONGEST_NAME)) {
            return new Refused("issuedBy: give your name, in at most " + LONGEST_NAME + " characters");
        }
        if (!between(field("reason"), LONGEST_REASON)) {
            return new Refused("reason: give the reason, in at most " + LONGEST_REASON + " characters");
        }
        var revision = revision();
        return revision.isEmpty()
                ? new Refused("expectedRevision: give the number of the revision that you looked at")
                : new Filled(filled(kind.get(), commandId, now, revision.getAsLong()));
    }

    private ModelCommand filled(CommandKind kind, String commandId, Instant now, long revision) {
        return ModelCommand.newBuilder()
                .setCommandId(commandId)
                .setCorrelationId(commandId)
                .setPipeline(pipeline)
                .setKind(kind)
                .setVersion(field("version"))
                .setExpectedRevision(revision)
                .setReason(field("reason"))
                .setIssuedBy(field("issuedBy"))
                .setIssuedAt(now)
                .build();
    }

    private OptionalLong revision() {
        try {
            return OptionalLong.of(Long.parseLong(field("expectedRevision")));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private String field(String name) {
        return fields.getOrDefault(name, "").strip();
    }

    private static boolean between(String text, int longest) {
        return !text.isEmpty() && text.length() <= longest;
    }
}
