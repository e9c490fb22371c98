package io.sluicegate.enricher.domain;

import dev.cel.common.CelIssue;
import io.sluicegate.enricher.domain.FeatureProblem.Flaw;
import io.sluicegate.pipeline.config.Nearest;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A translator of CEL's errors into the user's terms: the missing field or feature, and the one that may have been meant.
 *
 * @param variables the qualified names that an expression may use
 * @param features the names of all features of the set, including those that the expression may not use; empty if it may use none
 * @param vectors names of features that no expression may use
 */
record CelWords(Collection<String> variables, Collection<String> features, Collection<String> vectors) {
    private static final Pattern NAME =
            Pattern.compile("(event|feature)\\s*\\.\\s*([A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*)");

    Flaw flaw(String text, CelIssue issue) {
        var location = issue.getSourceLocation();
        int line = Math.max(1, location.getLine());
        int column = Math.max(0, location.getColumn());
        var message = issue.getMessage();
        if (message.startsWith("undeclared reference to 'event'")) {
            message = "the event has no such field"
                    + name(text, line, column).map(this::field).orElse("");
        } else if (message.startsWith("undeclared reference to 'feature'")) {
            message = features.isEmpty()
                    ? "no such feature: a condition sees the event alone"
                    : "no such feature is declared before this one"
                            + name(text, line, column).map(this::feature).orElse("");
        }
        return new Flaw("", line, column + 1, message);
    }

    private static Optional<String> name(String text, int line, int column) {
        var at = text.lines().skip(line - 1L).findFirst().orElse("");
        var matcher = NAME.matcher(at.substring(Math.min(column, at.length())));
        return matcher.lookingAt() ? Optional.of(matcher.group(2)) : Optional.empty();
    }

    private String field(String name) {
        return ": " + name + nearest(name, "event.");
    }

    private String feature(String name) {
        if (vectors.contains(name)) {
            return ": " + name + " is a vector, which no expression can use";
        }
        return features.contains(name)
                ? ": " + name + " comes after it, so move it up"
                : ": " + name + nearest(name, "feature.");
    }

    private String nearest(String name, String prefix) {
        var known = variables.stream()
                .filter(variable -> variable.startsWith(prefix))
                .map(variable -> variable.substring(prefix.length()))
                .collect(Collectors.toSet());
        return Nearest.to(name, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }
}
