package io.sluicegate.launcher.cli;

import java.util.ArrayList;
import java.util.List;

/** Breaks a long text into lines, between words. */
public final class Wrapped {
    private Wrapped() {}

    /** @param indent stands before each line but the first */
    public static List<String> lines(String text, String indent, int width) {
        var lines = new ArrayList<String>();
        var rest = text;
        while (rest.length() > width) {
            var space = rest.lastIndexOf(' ', width);
            var end = space > indent.length() ? space : width;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = indent + rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
