package io.sluicegate.launcher.project;

import io.sluicegate.launcher.platform.PlatformOptions;
import io.sluicegate.launcher.platform.ShellWord;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The {@code dev} command: a local platform for one project, whose stages follow its files and whose predictions are printed. */
@Command(
        name = "dev",
        description =
                "Run a pipeline made by init on this machine, as up does: its stages follow its files, the first version of its "
                        + "model is deployed, and predictions are printed.",
        footer = "  sluicegate dev bikes")
public final class DevCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The folder that init has made; all data are in its folder data.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PlatformOptions options;

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(folder.resolve(Project.PIPELINE))) {
            throw new CommandFailed(Message.NO_PROJECT, folder);
        }
        return options.run(
                folder.resolve("data"), "sluicegate dev " + ShellWord.of(folder.toString()), new ProjectTenant(folder));
    }
}
