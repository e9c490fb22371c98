package io.sluicegate.launcher.project;

/**
 * What a sample says of a field's values.
 *
 * @param rows the rows of the sample
 * @param present the rows that have a value
 * @param distinct how many different values there are
 * @param least the least number, or the first text in alphabetical order
 * @param greatest the greatest number, or the last text
 */
record ValueFacts(int rows, int present, int distinct, String least, String greatest) {
    boolean isUnique() {
        return distinct == rows && rows > 1;
    }

    boolean isRepeated() {
        return present == rows && distinct < rows;
    }

    boolean isEmpty() {
        return present == 0;
    }

    String words() {
        if (isEmpty()) {
            return "no value in any row";
        }
        var missing = present == rows ? "" : ", missing in " + (rows - present) + " of " + rows;
        return (distinct == 1 ? "always " + least : distinct + " values, " + least + " to " + greatest) + missing;
    }
}
