package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.scorer.tensors.TensorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A loaded model. Any number of threads may run it, each through a {@link Runner} of its own; close it when none does. */
public final class OnnxModel implements AutoCloseable {
    /** The execution provider: the only one in the shipped Java artifact. */
    public static final String PROVIDER = "CPUExecutionProvider";

    private static final String EXTERNAL_DATA = "session.model_external_initializers_file_folder_path";

    private static final AtomicInteger OPEN = new AtomicInteger();

    private final OrtSession session;
    private final Manifest manifest;
    private final Signature signature;
    private volatile boolean oneByOne;

    private OnnxModel(OrtSession session, Manifest manifest, Signature signature) {
        this.session = session;
        this.manifest = manifest;
        this.signature = signature;
    }

    /**
     * Loads a model and checks it against its manifest. A failure leaves no native memory behind.
     *
     * @throws BadModelException with every problem
     */
    public static OnnxModel load(Path file, Manifest manifest) throws BadModelException {
        try (var options = options()) {
            var environment = OrtEnvironment.getEnvironment();
            var session = opened(environment.createSession(file.toString(), options));
            Optional<Adaptation> adaptation;
            try {
                adaptation = Adaptation.of(file, manifest, session.getInputInfo());
            } catch (OrtException | BadModelException | RuntimeException | Error e) {
                close(session);
                throw e;
            }
            if (adaptation.isEmpty()) {
                return checked(session, manifest, Map.of());
            }
            close(session);
            options.addConfigEntry(
                    EXTERNAL_DATA, String.valueOf(file.toAbsolutePath().getParent()));
            var changed = opened(environment.createSession(adaptation.get().model(), options));
            return checked(changed, manifest, adaptation.get().converted());
        } catch (OrtException e) {
            throw new BadModelException("ONNX Runtime can't load " + file + ": " + e.getMessage(), e);
        }
    }

    private static OrtSession opened(OrtSession session) {
        OPEN.incrementAndGet();
        return session;
    }

    private static OnnxModel checked(OrtSession session, Manifest manifest, Map<String, Adaptation.Converted> converted)
            throws OrtException, BadModelException {
        try {
            return new OnnxModel(session, manifest, Signature.of(session, manifest, converted));
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
        return runner(rows, oneByOne);
    }

    Runner runner(int rows, boolean alone) {
        return new Runner(session, manifest, signature, alone, rows);
    }

    List<ModelInput> inputs() {
        return signature.inputs();
    }

    /** What the model takes, in its manifest's order. */
    public List<TensorSpec> inputSpecs() {
        return TensorSpecs.inputs(signature);
    }

    /** What the model gives, while it is open; a map as one string a row. */
    public List<TensorSpec> outputSpecs() {
        try {
            return TensorSpecs.outputs(session, signature);
        } catch (OrtException e) {
            throw new IllegalStateException(manifest.model() + "@" + manifest.version() + " hides its outputs", e);
        }
    }

    /** Whether the first axis of each input is that of the rows; else a call takes one row, in the model's own shapes. */
    public boolean takesManyRows() {
        return TensorSpecs.takesManyRows(signature);
    }

    /** Whether each row has a call of its own, because a row's answer depends on the other rows of its call. */
    public boolean isOneByOne() {
        return oneByOne;
    }

    /** Lets each row have a call of its own in runners made from now on. */
    void runOneByOne() {
        oneByOne = true;
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
