package io.sluicegate.bundle;

import io.sluicegate.records.ReferenceProfile;

/** What became of opening a bundle's reference profile. */
public sealed interface OpenedReference {

    /** It is what was registered. */
    record Read(ReferenceProfile profile) implements OpenedReference {}

    /** It can't be used; the message says what, where and what to do. */
    record Refused(String message) implements OpenedReference {}

    /** Of a bundle that was opened as a whole. */
    static OpenedReference of(Opened opened) {
        return opened instanceof Opened.Whole whole
                ? new Read(whole.bundle().reference())
                : new Refused(((Opened.Refused) opened).message());
    }
}
