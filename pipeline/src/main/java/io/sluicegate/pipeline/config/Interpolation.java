package io.sluicegate.pipeline.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The interpolation of values from outside into a text: {@code ${NAME}} and {@code ${NAME:-default}} from the environment, {@code
 * ${file:/path}} from a file. A doubled dollar sign before the brace stands for a plain one.
 */
final class Interpolation {
    private static final Pattern REFERENCE = Pattern.compile(
            "\\$\\$\\{|\\$\\{(?:file:(?<file>[^}]+)|(?<name>[A-Za-z_][A-Za-z0-9_]*)(?<default>:-[^}]*)?)}");

    /** A reference without a value. */
    record Missing(String what, String todo) {}

    /** The text with every reference that has a value replaced. */
    record Result(String text, List<Missing> missing) {}

    private final Map<String, String> environment;
    private final List<Missing> missing = new ArrayList<>();

    private Interpolation(Map<String, String> environment) {
        this.environment = environment;
    }

    static Result of(String raw, Map<String, String> environment) {
        var interpolation = new Interpolation(environment);
        var text = REFERENCE
                .matcher(raw)
                .replaceAll(reference -> Matcher.quoteReplacement(interpolation.value((Matcher) reference)));
        return new Result(text, List.copyOf(interpolation.missing));
    }

    /** Whether the text takes a value from outside. */
    static boolean refers(String raw) {
        return raw.contains("${");
    }

    private String value(Matcher reference) {
        if (reference.group().equals("$${")) {
            return "${";
        }
        return Optional.ofNullable(reference.group("file"))
                .map(this::fromFile)
                .orElseGet(() ->
                        fromEnvironment(reference.group("name"), Optional.ofNullable(reference.group("default"))));
    }

    private String fromEnvironment(String name, Optional<String> fallback) {
        var value = environment.get(name);
        if (value != null && !value.isEmpty()) {
            return value;
        }
        if (fallback.isEmpty()) {
            missing.add(new Missing(
                    "the environment has no " + name, "set " + name + " or write ${" + name + ":-a default}"));
        }
        return fallback.map(text -> text.substring(":-".length())).orElse("");
    }

    private String fromFile(String file) {
        try {
            return Files.readString(Path.of(file)).stripTrailing();
        } catch (IOException e) {
            missing.add(new Missing(
                    "the file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")",
                    "create it or correct its path"));
            return "";
        }
    }
}
