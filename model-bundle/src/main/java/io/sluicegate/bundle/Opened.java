package io.sluicegate.bundle;

/** The outcome of opening a bundle. */
public sealed interface Opened {

    /** The reasons why a bundle can't be opened. */
    enum Fault {
        /** The bundle lies outside the model store, is too large, or holds something other than regular files. */
        OUTSIDE,
        /** There is nothing at the location. */
        ABSENT,
        /** The files are not the ones that were registered. */
        WRONG_DIGEST,
        /** A file is missing or can't be read. */
        CORRUPT
    }

    /** The bundle is complete and verified. */
    record Whole(Bundle bundle) implements Opened {}

    /** The bundle can't be used; the message says what, where and what to do. */
    record Refused(Fault fault, String message) implements Opened {}
}
