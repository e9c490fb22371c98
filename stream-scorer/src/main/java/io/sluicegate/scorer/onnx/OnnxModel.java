package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.sluicegate.bundle.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A loaded model. Any number of threads may run it, each through a {@link Runner} of its own; close it when none does. */
public final class OnnxModel implements AutoCloseable {
    /** The execution provider: the only one in the shipped Java artifact. */
    public static final String PROVIDER = "CPUExecutionProvider";

    private static final String FORMAT = "session.load_model_format";
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
        try (var options = options(file)) {
            var session = opened(session(file, options));
            Optional<Adaptation> adaptation;
            try {
                adaptation = Adaptation.of(file, manifest, session);
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
            var changed = opened(OrtEnvironment.getEnvironment()
                    .createSession(adaptation.get().model(), options));
            return checked(changed, manifest, adaptation.get().converted());
        } catch (OrtException e) {
            throw new BadModelException("ONNX Runtime can't load " + file + ": " + OrtMessage.of(e), e);
        } catch (IOException e) {
            throw new BadModelException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    /** A session that only tells what the model's inputs and outputs are; the caller closes it. */
    static OrtSession open(Path file) throws OrtException, IOException {
        try (var options = options(file)) {
            return session(file, options);
        }
    }

    /** A session of the file; without the locale that it asks for, of the model with another. */
    private static OrtSession session(Path file, SessionOptions options) throws OrtException, IOException {
        try {
            return OrtEnvironment.getEnvironment().createSession(file.toString(), options);
        } catch (OrtException e) {
            var changed = OrtMessage.isOfLocale(e) ? Adaptation.withKnownLocale(file) : Optional.<byte[]>empty();
            if (changed.isEmpty()) {
                throw e;
            }
            return OrtEnvironment.getEnvironment().createSession(changed.get(), options);
        }
    }

    /** Loads ONNX Runtime for a process of which only the errors that come as exceptions are to be seen. */
    public static void loadQuietly() {
        Objects.requireNonNull(Quiet.ENVIRONMENT);
    }

    /** The process has one environment, whose level is set when it is made. */
    private static final class Quiet {
        static final OrtEnvironment ENVIRONMENT =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
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
    private static SessionOptions options(Path file) throws OrtException, IOException {
        var ort = OrtFormat.isFormatOf(file);
        var options = quietOptions();
        try {
            if (ort) {
                options.addConfigEntry(FORMAT, "ORT");
            }
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OptLevel.ALL_OPT);
            return options;
        } catch (OrtException e) {
            options.close();
            throw e;
        }
    }

    /** Options by which errors come as exceptions, and nothing is printed. */
    static SessionOptions quietOptions() throws OrtException {
        var options = new SessionOptions();
        try {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
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

    /** Whether each row has a call of its own, because a row's answer depends on the other rows of its call. */
    public boolean isOneByOne() {
        return oneByOne;
    }

    /** Lets each row have a call of its own in runners made from now on. */
    public void runOneByOne() {
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
