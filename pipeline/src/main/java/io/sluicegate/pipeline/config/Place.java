package io.sluicegate.pipeline.config;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A place in a file: line and column, from 1; column 0 where it isn't known. */
record Place(int line, int column) {
    static Place of(Optional<Mark> mark) {
        return mark.map(it -> new Place(it.getLine() + 1, it.getColumn() + 1)).orElse(new Place(1, 0));
    }

    /**
     * The place of a character of a scalar's text: exact if the file has the text verbatim, on one line or as a literal block;
     * otherwise the scalar's place.
     *
     * @param inLine line of the character in the text, from 1
     * @param inColumn its column in that line, from 1
     */
    static Place within(ScalarNode scalar, int inLine, int inColumn, List<String> lines) {
        var start = of(scalar.getStartMark());
        if (scalar.getScalarStyle() == ScalarStyle.LITERAL && start.line() + inLine <= lines.size()) {
            int indent = indent(lines.get(start.line()));
            return new Place(start.line() + inLine, indent + inColumn);
        }
        int quote = scalar.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
        var end = of(scalar.getEndMark());
        boolean asItIs = start.line() == end.line()
                && end.column() - start.column() == scalar.getValue().length() + 2 * quote;
        return asItIs ? new Place(start.line(), start.column() + quote + inColumn - 1) : start;
    }

    /** A literal block is indented as its first line is. */
    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
