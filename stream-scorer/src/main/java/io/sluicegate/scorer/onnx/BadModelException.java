package io.sluicegate.scorer.onnx;

import java.util.List;

/** Thrown when a model can't be run as its manifest declares; names every problem. */
public final class BadModelException extends Exception {
    private static final long serialVersionUID = 1;

    BadModelException(List<String> problems) {
        super(String.join("; ", problems));
    }

    BadModelException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
