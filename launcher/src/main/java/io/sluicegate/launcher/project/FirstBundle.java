package io.sluicegate.launcher.project;

import io.sluicegate.launcher.bundle.CreateCommand;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.platform.ShellWord;
import io.sluicegate.runtime.command.CommandFailed;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** The bundle of a new project's model, as {@code bundle create} makes it. A model that doesn't fit yet keeps nothing else from being made. */
record FirstBundle(InferredProject project, Path model, Terminal terminal) {
    private static final String VERSION = "1";

    /**
     * Makes the bundle, and returns whether the model fits.
     *
     * @param features the features of the sample events; empty if there are none
     */
    boolean make(Optional<Path> features) {
        var unfilled = project.binding().unfilled();
        if (!unfilled.isEmpty()) {
            terminal.line("no bundle yet: no features were found for the model's input "
                    + unfilled.stream().map(input -> "'" + input.name() + "'").collect(Collectors.joining(", ")));
            return refused(features);
        }
        try {
            create(features);
            return true;
        } catch (CommandFailed e) {
            terminal.line((features.isPresent() ? "the sample is no reference: " : "no bundle yet: ") + e.getMessage());
            return features.isPresent() ? make(Optional.empty()) : refused(features);
        }
    }

    private void create(Optional<Path> features) {
        var folder = project.folder();
        CreateCommand.create(
                model,
                PipelineYaml.model(project.pipeline()),
                VERSION,
                folder.resolve(Project.BUNDLE),
                project.hasManifest() ? Optional.of(folder.resolve(Project.MANIFEST)) : Optional.empty(),
                features,
                folder.resolve(Project.PIPELINE));
        features.ifPresent(file -> terminal.line("the reference for drift is the sample; make the bundle again with the"
                + " rows that the model was trained on, if they are others"));
    }

    /** @param features the reference that the bundle may have */
    private boolean refused(Optional<Path> features) {
        var folder = project.folder();
        terminal.line("  say in " + folder.resolve(project.hasManifest() ? Project.MANIFEST : Project.PIPELINE)
                + " which features fill it, then: sluicegate bundle create --model " + word(model)
                + " --name " + PipelineYaml.model(project.pipeline()) + " --version " + VERSION + " --out "
                + word(folder.resolve(Project.BUNDLE)) + " --pipeline " + word(folder.resolve(Project.PIPELINE))
                + (project.hasManifest() ? " --manifest " + word(folder.resolve(Project.MANIFEST)) : "")
                + features.map(file -> " --features " + word(file)).orElse(""));
        return false;
    }

    private static String word(Path path) {
        return ShellWord.of(path.toString());
    }
}
