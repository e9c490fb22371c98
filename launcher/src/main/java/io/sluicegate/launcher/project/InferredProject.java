package io.sluicegate.launcher.project;

import io.sluicegate.launcher.FeatureInspection;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/**
 * Everything that a new project is made of.
 *
 * @param folder as the user named it
 */
record InferredProject(
        String pipeline, Path folder, EventsSource source, RoleChoice.Made choice, List<ModelInput> inputs) {

    /** The schema of the events. */
    Schema schema() {
        return source.schema().orElseGet(() -> EventsSchema.of(pipeline, choice.fields()));
    }

    FeaturePlan plan() {
        return FeaturePlan.of(choice.fields(), choice.roles(), inputs);
    }

    ModelBinding binding() {
        return ModelBinding.of(inputs, plan());
    }

    Project addTo(Project project) {
        var home = folder.toAbsolutePath().normalize();
        project.with(Project.PIPELINE, new PipelineYaml(pipeline, source.topic(), home, choice.roles(), plan()).text())
                .with(Project.SCHEMA, SchemaFormatter.format("json/pretty", schema()) + "\n");
        source.sampleFile()
                .ifPresent(
                        name -> project.with(name, source.sample().orElseThrow().excerpt()));
        if (hasManifest()) {
            project.with(Project.MANIFEST, ManifestYaml.text(binding()));
        }
        return project;
    }

    boolean hasManifest() {
        var binding = binding();
        return !binding.chosen().isEmpty() || !binding.unfilled().isEmpty();
    }

    /** Reads and checks the pipeline's file as {@code sluicegate check} does. */
    PipelineConfig check() {
        return PipelineConfigReader.read(
                folder.resolve(Project.PIPELINE),
                System.getenv(),
                new FeatureInspection((config, root) -> Optional.of(schema())));
    }

    /** Writes the features of the sample events; empty if there are none. */
    Optional<Path> writeFeatures(PipelineConfig config) throws IOException {
        var samples = source.sampleFile();
        return samples.isEmpty()
                ? Optional.empty()
                : SampleFeatures.write(
                        folder.resolve(samples.get()), schema(), config, folder.resolve(Project.FEATURES));
    }

    ProjectReadme readme(boolean hasBundle) {
        return new ProjectReadme(pipeline, folder, source.sampleFile(), hasBundle, hasManifest());
    }

    void writeReadme(boolean hasBundle) throws IOException {
        Files.writeString(folder.resolve(Project.README), readme(hasBundle).text());
    }
}
