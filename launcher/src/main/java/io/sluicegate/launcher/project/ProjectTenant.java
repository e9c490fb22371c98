package io.sluicegate.launcher.project;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.platform.LocalPipelines;
import io.sluicegate.launcher.platform.Tenant;
import io.sluicegate.runtime.service.ExitReason;
import io.sluicegate.sandbox.Closing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A project on a local platform: its stages follow its files. */
final class ProjectTenant implements Tenant {
    private final Path folder;
    private Optional<ProjectFiles> files = Optional.empty();
    private Optional<ProjectFiles.Content> content = Optional.empty();
    private Optional<DevRun> run = Optional.empty();

    ProjectTenant(Path folder) {
        this.folder = folder;
    }

    @Override
    public boolean hasConsole() {
        return true;
    }

    @Override
    public List<String> read(LocalPipelines local) {
        var project = new ProjectFiles(folder, local);
        var first = project.read();
        files = Optional.of(project);
        content = Optional.of(first);
        return List.of(first.config().pipeline());
    }

    @Override
    public void start(Closing closing, Terminal terminal) throws IOException, InterruptedException {
        var started = closing.add(DevRun.start(files.orElseThrow(), content.orElseThrow(), terminal));
        started.deployFirstVersion();
        started.awaitStages();
        terminal.line("  console          " + started.page());
        terminal.line("  follows          " + files.orElseThrow().pipeline() + " and "
                + files.orElseThrow().schema() + " whenever they are saved");
        run = Optional.of(started);
    }

    /** A stage that stops by itself doesn't end the project: the cause may be in its files, which a person can correct. */
    @Override
    public Optional<ExitReason> look() {
        run.ifPresent(DevRun::look);
        return Optional.empty();
    }
}
