package io.sluicegate.scorer.onnx;

import java.util.List;

/** A model can't be run as its manifest says; names every problem. */
public final class BadModelException extends Exception {
    private static final long serialVersionUID = 1;

    BadModelException(List<String> problems) {
        super(String.join("; ", problems));
    }

    BadModelException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
