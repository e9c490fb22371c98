package io.sluicegate.launcher.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison in words, for people. */
final class ComparisonText {
    private final JsonNode comparison;
    private final List<String> lines = new ArrayList<>();

    ComparisonText(JsonNode comparison) {
        this.comparison = comparison;
    }

    String text() {
        costs();
        lines.add("");
        lines.add(comparison.get("rows") + " rows, tolerance " + comparison.get("tolerance"));
        comparison
                .get("outputs")
                .properties()
                .forEach(output -> difference("output '" + output.getKey() + "'", output.getValue()));
        if (comparison.has("score")) {
            difference("score", comparison.get("score"));
        }
        if (comparison.has("labels")) {
            changed("labels", comparison.get("labels"));
        }
        if (comparison.has("decisions")) {
            var decisions = comparison.get("decisions");
            changed(
                    "decisions (thresholds " + decisions.get("thresholdA") + " and " + decisions.get("thresholdB")
                            + ")",
                    decisions);
        }
        comparison.get("onlyInA").forEach(name -> lines.add("output " + name + " is only in A"));
        comparison.get("onlyInB").forEach(name -> lines.add("output " + name + " is only in B"));
        return String.join("\n", lines);
    }

    private void costs() {
        var a = comparison.get("a");
        var b = comparison.get("b");
        row("", "A", "B");
        row("version", version(a), version(b));
        row("file, bytes", a.get("fileBytes").asText(), b.get("fileBytes").asText());
        row(
                "memory when loaded, bytes",
                a.get("memoryBytes").asText(),
                b.get("memoryBytes").asText());
        a.get("microsPerRow")
                .fieldNames()
                .forEachRemaining(batch ->
                        row("time of a row in calls of " + batch + ", µs", micros(a, batch), micros(b, batch)));
        row(
                "answers depend on the batch",
                a.get("oneByOne").asText(),
                b.get("oneByOne").asText());
    }

    private static String version(JsonNode model) {
        return model.get("name").asText() + "@" + model.get("version").asText();
    }

    private static String micros(JsonNode model, String batch) {
        return String.format(
                Locale.ROOT, "%.2f", model.get("microsPerRow").get(batch).doubleValue());
    }

    private void row(String what, String a, String b) {
        lines.add(String.format(Locale.ROOT, "%-32s %20s %20s", what, a, b).stripTrailing());
    }

    private void difference(String what, JsonNode difference) {
        var distances = difference.has("max")
                ? "max " + number(difference.get("max")) + ", mean " + number(difference.get("mean")) + ", "
                : "";
        lines.add(what + ": " + distances + difference.get("beyond") + " rows (" + percent(difference)
                + ") beyond the tolerance");
    }

    private void changed(String what, JsonNode counts) {
        lines.add(what + ": " + counts.get("changed") + " rows (" + percent(counts) + ") changed");
    }

    private static String number(JsonNode number) {
        return String.format(Locale.ROOT, "%.3g", number.doubleValue());
    }

    private static String percent(JsonNode counts) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * counts.get("share").doubleValue());
    }
}
