package io.sluicegate.console;

import io.sluicegate.console.PipelineFollower.Start;
import io.sluicegate.console.web.ConsoleRoutes;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.control.CommandLog;
import io.sluicegate.runtime.control.CommandNotWritten;
import io.sluicegate.runtime.http.Routes;
import io.sluicegate.runtime.kafka.BrokerPulse;
import io.sluicegate.runtime.kafka.Issuer;
import io.sluicegate.runtime.service.Readiness;
import io.sluicegate.runtime.service.Stage;
import io.sluicegate.runtime.service.StageContext;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** The stage that serves the page and its API from one follower of the pipeline's topics. */
public final class ConsoleStage implements Stage {
    /** Name of the stage. */
    public static final String NAME = "console";

    private final StageContext context;
    private final PipelineFollower follower;
    private final ConsoleRoutes routes;
    private final Set<String> topics;
    private volatile Optional<CommandLog> commands = Optional.empty();
    private volatile Optional<BrokerPulse> pulse = Optional.empty();

    /** Shows predictions from now on. */
    public ConsoleStage(StageContext context) {
        this(context, Start.END);
    }

    public ConsoleStage(StageContext context, Start start) {
        this.context = context;
        this.follower = new PipelineFollower(context.config(), context.clients(), clientId("console"), start);
        this.routes = new ConsoleRoutes(
                context.config().pipeline(),
                context.config().service().names(),
                follower::snapshot,
                follower::trouble,
                this::write,
                Clock.systemUTC());
        this.topics = FollowedTopics.of(context.config()).andCommands();
    }

    /** The facts that the page shows. */
    public PipelineView view() {
        return follower;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String pipeline() {
        return context.config().pipeline();
    }

    @Override
    public void routes(Routes http) {
        routes.addTo(http);
    }

    @Override
    public void start() {
        commands = Optional.of(new CommandLog(context.clients(), clientId("console-commands")));
        pulse = Optional.of(context.clients().pulse());
        follower.start();
    }

    @Override
    public Readiness readiness() {
        return pulse.flatMap(it -> it.trouble(topics))
                .or(follower::trouble)
                .map(Readiness::notReady)
                .orElseGet(Readiness::ready);
    }

    @Override
    public void close() {
        routes.close();
        follower.close();
        commands.ifPresent(CommandLog::close);
    }

    private void write(ModelCommand command) {
        commands.orElseThrow(() -> new CommandNotWritten(new IllegalStateException("the console has not started")))
                .append(ModelCommand.newBuilder(command)
                        .setIssuedBy(Issuer.of(context.config().kafka()).onBehalfOf(command.getIssuedBy()))
                        .build());
    }

    private String clientId(String what) {
        return context.applicationId(what) + "-" + context.config().service().instance();
    }
}
