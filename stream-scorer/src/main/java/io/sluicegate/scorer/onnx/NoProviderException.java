package io.sluicegate.scorer.onnx;

import io.sluicegate.scorer.execution.ProviderChoice.Refused;

/** Thrown when none of the execution providers that may run a model can; says what was asked for, what there is and what to do. */
public final class NoProviderException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reasons;

    NoProviderException(Refused refused) {
        super(refused.text());
        this.reasons = refused.reasons();
    }

    /** Why each of the wanted providers can't run the model. */
    public String reasons() {
        return reasons;
    }
}
