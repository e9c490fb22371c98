package io.sluicegate.launcher.project;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.cli.TextTable;
import java.util.List;

/** What {@code init} says: the fields that it found, how it chose, what it isn't sure of, and what to do next. */
record ProjectReport(Terminal terminal, InferredProject project) {

    /** Says what was inferred, from what, and what is unsure. */
    void print() {
        var source = project.source();
        terminal.line(source.sample()
                .map(sample -> "inferred from " + (sample.isWhole() ? "all " : "the first ")
                        + sample.rows().size() + " rows of " + source.name() + ":")
                .orElse("the schema in " + source.name() + " has:"));
        var table = new TextTable("FIELD", "TYPE", "IN THE SAMPLE");
        add(table, "", project.choice().fields());
        table.print(terminal);
        renamed("", project.choice().fields());
        project.choice().notes().forEach(terminal::line);
        unsure("", project.choice().fields());
        project.binding().doubts().forEach(doubt -> terminal.line("unsure: " + doubt));
    }

    private static void add(TextTable table, String prefix, List<Field> fields) {
        for (var field : fields) {
            table.row(
                    prefix + field.name(),
                    field.type().words(),
                    field.facts().map(ValueFacts::words).orElse(""));
            if (field.type() instanceof FieldType.Nested nested) {
                add(table, prefix + field.name() + ".", nested.fields());
            }
        }
    }

    private void renamed(String prefix, List<Field> fields) {
        for (var field : fields) {
            if (field.isRenamed()) {
                terminal.line("renamed: '" + prefix + field.source() + "' is '" + prefix + field.name()
                        + "' in the schema, since Avro allows only letters, digits and '_'; files keep their name");
            }
            if (field.type() instanceof FieldType.Nested nested) {
                renamed(prefix + field.name() + ".", nested.fields());
            }
        }
    }

    private void unsure(String prefix, List<Field> fields) {
        for (var field : fields) {
            field.doubts().forEach(doubt -> terminal.line("unsure: '" + prefix + field.source() + "' " + doubt));
            if (field.type() instanceof FieldType.Nested nested) {
                unsure(prefix + field.name() + ".", nested.fields());
            }
        }
    }

    /** Says what was made, and the next commands. */
    void conclude(boolean hasBundle) {
        var readme = project.readme(hasBundle);
        terminal.line(project.folder() + " has the pipeline '" + project.pipeline() + "'. Next"
                + (project.inputs().isEmpty() || hasBundle ? ":" : ", once the bundle is made as said above:"));
        readme.commands().lines().forEach(line -> terminal.line("  " + line));
    }
}
