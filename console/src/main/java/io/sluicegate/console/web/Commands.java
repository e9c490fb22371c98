package io.sluicegate.console.web;

import io.javalin.http.Context;
import io.sluicegate.console.domain.CommandForm;
import io.sluicegate.console.domain.CommandForm.Filled;
import io.sluicegate.console.domain.CommandForm.Refused;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.control.CommandNotWritten;
import io.sluicegate.runtime.http.Json;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endpoint that takes a form from the page and appends the command. */
final class Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private final SameOrigin origin;
    private final String pipeline;
    private final Consumer<ModelCommand> topic;
    private final Clock clock;

    Commands(String pipeline, OwnNames names, Consumer<ModelCommand> topic, Clock clock) {
        this.origin = new SameOrigin(names);
        this.pipeline = pipeline;
        this.topic = topic;
        this.clock = clock;
    }

    void take(Context request) {
        var foreign = origin.problem(request);
        if (foreign.isPresent()) {
            refuse(request, FORBIDDEN, foreign.get());
            return;
        }
        var result = new CommandForm(pipeline, fields(request))
                .command(UUID.randomUUID().toString(), clock.instant());
        if (result instanceof Filled filled) {
            append(request, filled.command());
        } else if (result instanceof Refused refused) {
            refuse(request, BAD_REQUEST, refused.problem());
        }
    }

    private void append(Context request, ModelCommand command) {
        try {
            topic.accept(command);
            LOG.atInfo()
                    .addKeyValue("pipeline", pipeline)
                    .addKeyValue("command", command.getCommandId())
                    .addKeyValue("kind", command.getKind())
                    .addKeyValue("by", command.getIssuedBy())
                    .log("command sent from the console");
            reply(request, ACCEPTED, Json.object("commandId", command.getCommandId()));
        } catch (CommandNotWritten e) {
            LOG.atWarn()
                    .addKeyValue("pipeline", pipeline)
                    .addKeyValue("command", command.getCommandId())
                    .addKeyValue("error", e.getMessage())
                    .log("command from the console may be lost: the write was not confirmed");
            refuse(request, UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> fields(Context request) {
        return request.formParamMap().entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().get(0)));
    }

    private static void refuse(Context request, int status, String error) {
        reply(request, status, Json.object("error", error));
    }

    private static void reply(Context request, int status, Map<String, Object> answer) {
        request.status(status).contentType("application/json").result(Json.inert(answer));
    }
}
