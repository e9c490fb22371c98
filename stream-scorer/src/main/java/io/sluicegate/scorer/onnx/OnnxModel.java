package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.sluicegate.bundle.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A loaded model. Any number of threads may run it, each through a {@link Runner} of its own; close it when none does. */
public final class OnnxModel implements AutoCloseable {
    /** The execution provider: the only one in the shipped Java artifact. */
    public static final String PROVIDER = "CPUExecutionProvider";

    private static final AtomicInteger OPEN = new AtomicInteger();

    private final OrtSession session;
    private final Manifest manifest;
    private final List<String> outputs;

    private OnnxModel(OrtSession session, Manifest manifest, List<String> outputs) {
        this.session = session;
        this.manifest = manifest;
        this.outputs = outputs;
    }

    /**
     * Loads a model and checks it against its manifest. A failure leaves no native memory behind.
     *
     * @throws BadModelException with every problem
     */
    public static OnnxModel load(Path file, Manifest manifest) throws BadModelException {
        try (var options = options()) {
            var session = OrtEnvironment.getEnvironment().createSession(file.toString(), options);
            OPEN.incrementAndGet();
            return checked(session, manifest);
        } catch (OrtException e) {
            throw new BadModelException("ONNX Runtime can't load " + file + ": " + e.getMessage(), e);
        }
    }

    private static OnnxModel checked(OrtSession session, Manifest manifest) throws OrtException, BadModelException {
        try {
            return new OnnxModel(session, manifest, Signature.outputs(session, manifest));
        } catch (OrtException | BadModelException | RuntimeException | Error e) {
            close(session);
            throw e;
        }
    }

    private static void close(OrtSession session) throws OrtException {
        session.close();
        OPEN.decrementAndGet();
    }

    /** The number of this process's open ONNX Runtime sessions. Their memory is native, so nothing else reveals a leak. */
    public static int openSessions() {
        return OPEN.get();
    }

    /** Options with one thread per call: stream threads provide the parallelism, and the models are small. */
    private static SessionOptions options() throws OrtException {
        var options = new SessionOptions();
        try {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OptLevel.ALL_OPT);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL); // errors come as exceptions
            return options;
        } catch (OrtException e) {
            options.close();
            throw e;
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    /** A runner for one thread, for batches of up to {@code rows} rows. */
    public Runner runner(int rows) {
        return new Runner(session, manifest, outputs, rows);
    }

    @Override
    public void close() {
        try {
            close(session);
        } catch (OrtException e) {
            throw new IllegalStateException("can't close " + manifest.model() + "@" + manifest.version(), e);
        }
    }
}
