package io.sluicegate.launcher.platform;

import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.service.ExitReason;
import io.sluicegate.runtime.service.Service;
import io.sluicegate.runtime.service.Stage;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.sandbox.Closing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The pipelines of {@code sluicegate up}: all their stages in one service. */
final class UpPipelines implements Tenant {
    private final List<Path> files;
    private List<PipelineConfig> configs = List.of();
    private Optional<Service> service = Optional.empty();

    /** @param files the pipelines' files; may be empty */
    UpPipelines(List<Path> files) {
        this.files = List.copyOf(files);
    }

    @Override
    public boolean hasConsole() {
        return !files.isEmpty();
    }

    @Override
    public List<String> read(LocalPipelines local) {
        configs = local.read(files, System.getenv());
        return configs.stream().map(PipelineConfig::pipeline).toList();
    }

    @Override
    public void start(Closing closing, Terminal terminal) throws InterruptedException {
        if (!configs.isEmpty()) {
            service = Optional.of(run(closing, terminal));
        }
    }

    private Service run(Closing closing, Terminal terminal) throws InterruptedException {
        var opened = closing.add(Service.open(configs, UpPipelines::stages));
        opened.pipelines().forEach(it -> PipelineTopics.apply(it.config(), it.clients()));
        var startup = Startup.of(opened);
        startup.await(terminal);
        configs.forEach(it -> terminal.line("  console          " + opened.page(it.pipeline())));
        startup.firstSteps().forEach(step -> terminal.line("  " + step.text()));
        return opened;
    }

    /** All stages; the enrichers come last, for they may have to wait for a first event. */
    private static List<Stage> stages(List<StageContext> pipelines) {
        var others = StageChoice.all().without(EnricherStage.NAME).create(pipelines);
        return Stream.concat(others.stream(), pipelines.stream().map(AwaitedEnricher::new))
                .toList();
    }

    @Override
    public Optional<ExitReason> look() {
        return service.map(it -> it.stages().stopped().getNow(null));
    }
}
