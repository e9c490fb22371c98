package io.sluicegate.launcher;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A document of the repository: where its links lead, and which anchors its headings have. */
record MarkdownDocument(Path file, String text) {
    private static final Pattern CODE = Pattern.compile("(?ms)^ *(```+|~~~+).*?^ *\\1 *$|(`+)(?!`).+?(?<!`)\\2(?!`)");
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *(```+|~~~+).*?^ *\\1 *$");
    private static final Pattern LINK = Pattern.compile("\\]\\((?![a-z]+:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?)(?: +#+)? *$");
    private static final Pattern LINK_TEXT = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

    static MarkdownDocument read(Path file) {
        try {
            return new MarkdownDocument(file.normalize(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The links that lead nowhere in the repository, as they are written. */
    List<String> deadLinks() {
        return LINK.matcher(CODE.matcher(text).replaceAll(""))
                .results()
                .filter(link -> !leadsSomewhere(link.group(1), link.group(2)))
                .map(link -> link.group().substring(1))
                .toList();
    }

    private boolean leadsSomewhere(String path, String anchor) {
        var target = path.isEmpty() ? file : file.resolveSibling(path).normalize();
        if (!Files.exists(target) || !Files.isDirectory(target) && path.endsWith("/")) {
            return false;
        }
        if (Files.isDirectory(target)) {
            return anchor == null && Files.exists(target.resolve("README.md"));
        }
        var document = target.equals(file) ? this : read(target);
        return anchor == null || document.anchors().contains(anchor);
    }

    /** What GitHub and the site make of the headings: a heading that comes again gets a number. */
    Set<String> anchors() {
        var seen = new HashMap<String, Integer>();
        return HEADING.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(heading -> anchor(heading.group(1)))
                .map(anchor -> {
                    var before = seen.merge(anchor, 1, Integer::sum) - 1;
                    return before == 0 ? anchor : anchor + "-" + before;
                })
                .collect(toCollection(LinkedHashSet::new));
    }

    private static String anchor(String heading) {
        return LINK_TEXT
                .matcher(heading)
                .replaceAll("$1")
                .strip()
                .toLowerCase()
                .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
                .replace(' ', '-');
    }
}
