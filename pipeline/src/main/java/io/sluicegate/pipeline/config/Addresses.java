package io.sluicegate.pipeline.config;

import java.util.regex.Pattern;

/** Shows addresses without the user and password that may stand in them. */
public final class Addresses {
    private static final Pattern USER_INFO = Pattern.compile("//[^/\\s]*@");

    private Addresses() {}

    /** The text, with {@code https://user:password@host} as {@code https://host}. */
    public static String shown(String text) {
        return USER_INFO.matcher(text).replaceAll("//");
    }
}
