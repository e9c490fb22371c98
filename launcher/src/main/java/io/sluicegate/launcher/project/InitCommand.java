package io.sluicegate.launcher.project;

import io.sluicegate.launcher.bundle.CreateCommand;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.scorer.onnx.OnnxModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The {@code init} command: makes a pipeline's files from a sample of events and a model. */
@Command(
        name = "init",
        description = "Make a pipeline from a sample of your events, or their schema, and a model.",
        footer = "  sluicegate init bikes --events stations.csv --model demand.onnx")
public final class InitCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The new folder; nothing is overwritten.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(
            names = "--events",
            required = true,
            paramLabel = "FILE|SUBJECT",
            description =
                    "Sample events (.csv with a heading, .jsonl), their Avro schema (.avsc), or a subject of the registry.")
    @SuppressWarnings("NullAway.Init")
    private String events;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            defaultValue = "${SLUICEGATE_REGISTRY:-http://localhost:8081/apis/ccompat/v7}",
            description = "The registry of a subject (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String registry;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "An ONNX model: its inputs are bound to fields by name.")
    private @Nullable Path model;

    @Option(names = "--entity", paramLabel = "FIELD", description = "The field that names an event's entity.")
    private @Nullable String entity;

    @Option(names = "--time", paramLabel = "FIELD", description = "The field that says when an event happened.")
    private @Nullable String time;

    @Option(
            names = "--id",
            paramLabel = "FIELD",
            description = "The field with an event's own id; 'none' if there is none.")
    private @Nullable String id;

    @Option(names = "--name", paramLabel = "NAME", description = "The pipeline's name (default: the folder's).")
    private @Nullable String name;

    @Override
    public Integer call() throws IOException {
        var project = Project.at(folder);
        var source = EventsSource.open(events, registry);
        var inputs = inputs();
        var fields = source.fields().stream()
                .map(field -> source.sample().isPresent() ? ModelBinding.fitted(field, inputs) : field)
                .toList();
        var choice = new RoleChoice(
                        fields, Questions.standard(), source.sample().isPresent())
                .make(new RoleChoice.Given(entity, time, id));
        var inferred = new InferredProject(pipeline(), folder, source, choice, inputs);
        var terminal = Terminal.standard();
        var report = new ProjectReport(terminal, inferred);
        report.print();
        inferred.addTo(project).write();
        var features = inferred.writeFeatures(inferred.check());
        var hasBundle = model != null && new FirstBundle(inferred, model, terminal).make(features);
        inferred.writeReadme(hasBundle);
        report.conclude(hasBundle);
        return 0;
    }

    private List<ModelInput> inputs() throws IOException {
        if (model == null) {
            return List.of();
        }
        OnnxModel.loadQuietly();
        return ModelInput.of(CreateCommand.read(model).file());
    }

    private String pipeline() {
        return AvroNames.pipeline(
                name == null
                        ? String.valueOf(folder.toAbsolutePath().normalize().getFileName())
                        : name);
    }
}
