package io.sluicegate.launcher.project;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.enricher.domain.FeaturesSchema;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.platform.Startup;
import io.sluicegate.launcher.project.ProjectFiles.Content;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.control.ControlClient;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.registry.Compatibility;
import io.sluicegate.runtime.registry.IncompatibleSchema;
import io.sluicegate.runtime.registry.RegistryUnavailable;
import io.sluicegate.runtime.service.ExitReason;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.sandbox.Closing;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A project that runs: its stages follow its files. Files with a mistake are reported, and what ran goes on. */
final class DevRun implements AutoCloseable {
    private final ProjectFiles files;
    private final Terminal terminal;
    private final List<WatchedFile> watched;
    private final Closing closing = new Closing();
    private final Clients clients;
    private final DevStages stages;
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private Content content;

    private DevRun(ProjectFiles files, Content content, Terminal terminal) {
        this.files = files;
        this.content = content;
        this.terminal = terminal;
        watched = List.of(new WatchedFile(files.pipeline()), new WatchedFile(files.schema()));
        clients = closing.add(
                new Clients(content.config().kafka(), content.config().service()));
        stages = closing.add(new DevStages(clients, this::stopped));
    }

    /** Creates the topics, registers the events' schema and starts all stages. */
    static DevRun start(ProjectFiles files, Content content, Terminal terminal) {
        var run = new DevRun(files, content, terminal);
        try {
            PipelineTopics.apply(content.config(), run.clients);
            run.clients
                    .schemas()
                    .register(AvroSerdes.subject(content.config().events().topic()), content.schema());
            run.closing.add(PredictionTail.start(content.config(), terminal));
            run.stages.start(content.config());
            return run;
        } catch (RuntimeException | Error e) {
            run.close();
            throw e;
        }
    }

    PipelineConfig config() {
        return content.config();
    }

    /** The address of the console. */
    String page() {
        return stages.page();
    }

    /** Deploys the project's bundle if nothing is deployed. */
    void deployFirstVersion() throws IOException {
        try (var control = new ControlClient(clients)) {
            new FirstVersion(content.config(), control)
                    .deploy(files.bundle())
                    .ifPresent(line -> terminal.line("  " + line));
        }
    }

    /** Waits until all stages work that can. */
    void awaitStages() throws InterruptedException {
        var context = new StageContext(content.config(), new CompositeMeterRegistry(), clients);
        var startup = Startup.of(context, this::trouble, () -> !ended.isEmpty());
        startup.await(terminal);
        startup.firstSteps().forEach(step -> terminal.line("  " + step.text()));
    }

    /** For each stage that isn't ready, the reason. */
    Map<String, String> trouble() {
        return stages.trouble();
    }

    /** Looks at the files, and follows what has changed in them. */
    void look() {
        if (hasNews()) {
            try {
                follow(files.read());
            } catch (ConfigException | CommandFailed | IncompatibleSchema | RegistryUnavailable e) {
                terminal.line(String.valueOf(e.getMessage()));
                terminal.line("The files are not in force; what ran before goes on.");
            }
        }
    }

    /** A stage that has stopped begins again once a file is saved, changed or not: the cause may lie elsewhere. */
    private boolean hasNews() {
        var changed = watched.stream().filter(WatchedFile::hasChanged).toList();
        var saved = watched.stream().filter(WatchedFile::wasSaved).toList();
        return !changed.isEmpty() || (!saved.isEmpty() && !ended.isEmpty());
    }

    private void follow(Content next) {
        var change = StageChange.between(config(), next.config());
        if (!change.fixed().isEmpty()) {
            terminal.line("Changed: " + String.join(", ", change.fixed())
                    + ". Stop with Ctrl-C and start again to use that; what ran before goes on.");
            return;
        }
        requireReadable(next.config());
        var hasOtherSchema = !next.schema().equals(content.schema());
        if (hasOtherSchema) {
            clients.schemas().register(AvroSerdes.subject(next.config().events().topic()), next.schema());
        }
        var reader = hasOtherSchema ? Set.of(EnricherStage.NAME) : Set.<String>of();
        restart(change.with(ended).with(reader).inOrder(), next);
    }

    /** The registry refuses a feature that changes its type; so it is said before the enricher is stopped. */
    private void requireReadable(PipelineConfig next) {
        var subject = AvroSerdes.subject(Topics.of(next.pipeline()).features());
        var features = FeaturesSchema.of(next.pipeline(), next.features()).schema();
        clients.schemas()
                .latest(subject)
                .flatMap(before ->
                        Compatibility.unreadable(features, before).or(() -> Compatibility.unreadable(before, features)))
                .ifPresent(trouble -> {
                    throw new IncompatibleSchema(subject, trouble);
                });
    }

    private void restart(List<String> names, Content next) {
        if (names.isEmpty()) {
            content = next;
            return;
        }
        terminal.line("Restarting " + String.join(", ", names));
        ended.clear();
        try {
            stages.restart(names, next.config());
            content = next;
            terminal.line("The files are in force.");
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            terminal.line(e.getMessage() + "; starting the stages with the old files");
            stages.restart(names, config());
        }
    }

    private void stopped(String stage, ExitReason reason) {
        ended.add(stage);
        terminal.line(stage + " stopped: " + reason.line() + "; correct the cause and save " + files.pipeline());
    }

    @Override
    public void close() {
        closing.close();
    }
}
