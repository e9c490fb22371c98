package io.sluicegate.launcher.project;

import io.sluicegate.launcher.platform.ShellWord;
import io.sluicegate.launcher.rows.FieldSource;
import java.nio.file.Path;
import java.util.Optional;

/** The README of a new project: the next three commands, and what the files are. */
record ProjectReadme(String pipeline, Path folder, Optional<String> samples, boolean hasBundle, boolean hasManifest) {

    /** The commands that lead to the first predictions. */
    String commands() {
        var file = word(Project.PIPELINE);
        return """
                sluicegate dev %s
                sluicegate events send --pipeline %s --input %s
                sluicegate tail predictions --pipeline %s
                """.formatted(
                ShellWord.of(folder.toString()), file, samples.map(this::word).orElse("EVENTS.jsonl"), file);
    }

    /** A file of the project, as a shell reads it as one word. */
    private String word(String name) {
        return ShellWord.of(folder.resolve(name).toString());
    }

    String text() {
        return """
                # %1$s

                ```sh
                %2$s```

                The first command starts a broker, a registry and all stages on this machine%3$s, and prints predictions as
                they come; it goes on until Ctrl-C. Change `%4$s` meanwhile: the stages that the change concerns restart. The
                other two run in a second terminal; if `dev` uses other ports than the usual ones,
                `eval "$(sluicegate dev %10$s --print-env)"` says so there.

                | file | |
                |---|---|
                | `%4$s` | the pipeline: events, features, model, drift, policies |
                | `%5$s` | the events' Avro schema. A column whose name Avro can't have is an alias of its field; a time says its form in files in the property `%6$s` |
                %7$s%8$s
                A next version of the model, on trial for a tenth of the entities:

                ```sh
                sluicegate bundle create --model MODEL.onnx --name %9$s --version 2 --out %12$s --pipeline %13$s%11$s
                sluicegate bundle publish %12$s --pipeline %13$s
                sluicegate model register --pipeline %13$s --model-version 2
                sluicegate rollout canary --pipeline %13$s --model-version 2 --percent 10
                ```
                """.formatted(
                        pipeline,
                        commands(),
                        hasBundle ? ", deploys the model as version 1" : "",
                        Project.PIPELINE,
                        Project.SCHEMA,
                        FieldSource.FORM,
                        samples.map(name -> "| `" + name + "` | sample events: the first rows, as they came |\n| `"
                                        + Project.FEATURES
                                        + "` | the features of these events, for `bundle create --features` |\n")
                                .orElse(""),
                        hasBundle ? "| `bundle` | the model as version 1, with what its inputs are filled by |\n" : "",
                        PipelineYaml.model(pipeline),
                        ShellWord.of(folder.toString()),
                        (hasManifest ? " --manifest " + word(Project.MANIFEST) : "")
                                + samples.map(name -> " --features " + word(Project.FEATURES))
                                        .orElse(""),
                        word("bundle-2"),
                        word(Project.PIPELINE));
    }
}
