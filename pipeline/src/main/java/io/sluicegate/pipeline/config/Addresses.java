package io.sluicegate.pipeline.config;

import java.util.regex.Pattern;

/** Removes user and password from addresses before they are shown. */
public final class Addresses {
    private static final Pattern USER_INFO = Pattern.compile("//[^/\\s]*@");

    private Addresses() {}

    /** The text, with {@code https://user:password@host} as {@code https://host}. */
    public static String shown(String text) {
        return USER_INFO.matcher(text).replaceAll("//");
    }
}
