package io.sluicegate.bundle;

import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.records.ReferenceProfile;
import java.util.List;

/** The outcome of opening a bundle's reference profile. */
public sealed interface OpenedReference {

    /**
     * The profile is the registered one.
     *
     * @param features the features that the model needs, with the definitions that the profile's rows were computed by
     */
    record Read(ReferenceProfile profile, List<NeededFeature> features) implements OpenedReference {
        public Read {
            features = List.copyOf(features);
        }
    }

    /** The profile can't be used; the message says what, where and what to do. */
    record Refused(String message) implements OpenedReference {}

    /** The outcome for a bundle that was opened completely. */
    static OpenedReference of(Opened opened) {
        return opened instanceof Opened.Whole whole
                ? new Read(whole.bundle().reference(), whole.bundle().manifest().features())
                : new Refused(((Opened.Refused) opened).message());
    }
}
