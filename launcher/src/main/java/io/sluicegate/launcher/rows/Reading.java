package io.sluicegate.launcher.rows;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The outcome of reading the next row of a file. */
public sealed interface Reading {

    /** The number of the row's first line, from 1. */
    long line();

    /**
     * A row. A cell of a CSV file is a text; an empty one without quotes is null.
     *
     * @param fields the values by column or field, in the order of the file
     * @param isText whether all values are texts, which may stand for numbers, truth values and times, because the format has no others
     */
    record Row(long line, ObjectNode fields, boolean isText) implements Reading {}

    /** A row that is broken. The next one may be whole. */
    record Broken(long line, String why) implements Reading {}
}
