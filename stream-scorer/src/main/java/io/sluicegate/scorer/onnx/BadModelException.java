package io.sluicegate.scorer.onnx;

import java.util.List;

/** Thrown when a model can't be run as its manifest declares; names every problem. */
public sealed class BadModelException extends Exception permits ExternalDataException {
    private static final long serialVersionUID = 1;

    BadModelException(List<String> problems) {
        super(String.join("; ", problems));
    }

    BadModelException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
