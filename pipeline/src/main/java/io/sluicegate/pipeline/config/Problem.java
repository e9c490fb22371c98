package io.sluicegate.pipeline.config;

/**
 * A problem in a file.
 *
 * @param line line in the file, from 1; 0 where it isn't known
 * @param column column in the line, from 1; 0 where it isn't known
 * @param path key path, for example {@code features[2].window}; empty for the file as a whole
 * @param what the problem in words
 * @param todo the remedy
 */
public record Problem(String file, int line, int column, String path, String what, String todo) {
    public Problem(String file, int line, String path, String what, String todo) {
        this(file, line, 0, path, what, todo);
    }

    /** The position: file, line and column, as far as they are known. */
    public String place() {
        return file + (line == 0 ? "" : ":" + line) + (column == 0 ? "" : ":" + column);
    }

    @Override
    public String toString() {
        return file + (line == 0 ? "" : ":" + line) + ": " + (path.isEmpty() ? "" : path + ": ") + what + "; " + todo;
    }
}
