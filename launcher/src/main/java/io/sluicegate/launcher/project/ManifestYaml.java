package io.sluicegate.launcher.project;

import java.util.List;
import java.util.stream.Collectors;

/** The text of the part of a manifest that a model's file doesn't say. */
final class ManifestYaml {
    private ManifestYaml() {}

    /** The features that fill the inputs, in the order of their columns; an input whose features nobody knows is a comment. */
    static String text(ModelBinding binding) {
        var text = new StringBuilder("""
                # What the model's file doesn't say; the rest of the manifest is inferred: docs/bring-a-model.md
                # The features of each input, in the order of its columns:
                inputs:
                """);
        binding.chosen().forEach((input, features) -> text.append(line(input, features)));
        binding.unfilled()
                .forEach(input -> text.append("# ").append(line(input.name(), List.of("FEATURE", "FEATURE"))));
        return text.toString();
    }

    private static String line(String input, List<String> features) {
        return features.stream()
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", ", "- {name: '" + input.replace("'", "''") + "', features: [", "]}\n"));
    }
}
