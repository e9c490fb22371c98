package io.sluicegate.scorer.onnx;

import java.util.regex.Pattern;

/** The message of a failure in ONNX Runtime, in one line, with the remedy where one is known. */
final class OrtMessage {
    private static final Pattern LOCALE = Pattern.compile("Failed to construct locale with name:([^:\\s]*)");

    private OrtMessage() {}

    /** Whether the system lacks a locale that the model asks for. */
    static boolean isOfLocale(Throwable failure) {
        return LOCALE.matcher(String.valueOf(failure.getMessage())).find();
    }

    static String of(Throwable failure) {
        var message = String.valueOf(failure.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
        var locale = LOCALE.matcher(message);
        return locale.find() ? lacking(locale.group(1)) : message;
    }

    private static String lacking(String locale) {
        return "the model changes the case of strings in the locale '" + locale
                + "', which this system lacks: install it"
                + " (on Debian and Ubuntu: apt-get install locales; localedef -i en_US -f UTF-8 en_US.UTF-8), or set the"
                + " attribute 'locale' of the model's StringNormalizer to a locale that 'locale -a' lists";
    }
}
