package io.sluicegate.pipeline.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The form of a value, for the configuration reference and for editors. The type's own parser has the last word. */
public sealed interface ValueForm {
    /** The type in a word or two. */
    String type();

    /** The values that are allowed, in Markdown. */
    String allowed();

    /**
     * A text that is not empty.
     *
     * @param pattern a regular expression that matches the whole text, in the part of the syntax that Java shares with JavaScript
     */
    record Text(Optional<String> pattern) implements ValueForm {
        @Override
        public String type() {
            return "text";
        }

        @Override
        public String allowed() {
            return pattern.map(ValueForm::code).orElse("not empty");
        }
    }

    /** A whole number; both bounds are allowed. */
    record WholeNumber(long least, long most) implements ValueForm {
        @Override
        public String type() {
            return "whole number";
        }

        @Override
        public String allowed() {
            return least + " to " + most;
        }
    }

    /** A number between two exclusive bounds. */
    record DecimalNumber(double above, double below) implements ValueForm {
        @Override
        public String type() {
            return "number";
        }

        @Override
        public String allowed() {
            return "above " + written(above) + ", below " + written(below);
        }

        private static String written(double bound) {
            return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
        }
    }

    /** True or false. */
    record Flag() implements ValueForm {
        @Override
        public String type() {
            return "flag";
        }

        @Override
        public String allowed() {
            return "`true`, `false`";
        }
    }

    /** A length of time above zero: a whole number and a unit. */
    record Duration(String pattern) implements ValueForm {
        @Override
        public String type() {
            return "duration";
        }

        @Override
        public String allowed() {
            return "above 0";
        }
    }

    /** The path of a file or folder. */
    record FilePath() implements ValueForm {
        @Override
        public String type() {
            return "path";
        }

        @Override
        public String allowed() {
            return "any";
        }
    }

    /** One of some words. */
    record Word(List<String> words) implements ValueForm {
        public Word {
            words = List.copyOf(words);
        }

        @Override
        public String type() {
            return "word";
        }

        @Override
        public String allowed() {
            return words.stream().map(ValueForm::code).collect(Collectors.joining(", "));
        }
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
