package io.sluicegate.bundle;

/** What became of opening a bundle. */
public sealed interface Opened {

    /** Why a bundle can't be opened. */
    enum Fault {
        /** It lies outside the model store, is too large, or holds what is no regular file. */
        OUTSIDE,
        /** There is nothing at the location. */
        ABSENT,
        /** The files are not the ones that were registered. */
        WRONG_DIGEST,
        /** A file is missing or can't be read. */
        CORRUPT
    }

    /** It is whole. */
    record Whole(Bundle bundle) implements Opened {}

    /** It can't be used; the message says what, where and what to do. */
    record Refused(Fault fault, String message) implements Opened {}
}
