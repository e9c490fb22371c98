package io.sluicegate.scorer.onnx;

import io.sluicegate.bundle.WeightFiles;

/** Thrown when a model keeps weights elsewhere than in files of its own folder. */
public final class ExternalDataException extends BadModelException {
    private static final long serialVersionUID = 1;

    ExternalDataException(WeightFiles.Outside cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
