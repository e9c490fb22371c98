package io.sluicegate.bundle;

import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.records.ReferenceProfile;
import java.util.List;

/** What became of opening a bundle's reference profile. */
public sealed interface OpenedReference {

    /**
     * It is what was registered.
     *
     * @param features what the model needs, with the definitions that the profile's rows were computed by
     */
    record Read(ReferenceProfile profile, List<NeededFeature> features) implements OpenedReference {
        public Read {
            features = List.copyOf(features);
        }
    }

    /** It can't be used; the message says what, where and what to do. */
    record Refused(String message) implements OpenedReference {}

    /** Of a bundle that was opened as a whole. */
    static OpenedReference of(Opened opened) {
        return opened instanceof Opened.Whole whole
                ? new Read(whole.bundle().reference(), whole.bundle().manifest().features())
                : new Refused(((Opened.Refused) opened).message());
    }
}
