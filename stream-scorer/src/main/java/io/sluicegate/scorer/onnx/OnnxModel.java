package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.WeightFiles;
import io.sluicegate.scorer.execution.DeviceThread;
import io.sluicegate.scorer.execution.Engine;
import io.sluicegate.scorer.execution.Execution;
import io.sluicegate.scorer.execution.RuntimeEnvironment;
import io.sluicegate.scorer.execution.SessionPlan;
import io.sluicegate.scorer.graph.CompiledGraph;
import io.sluicegate.scorer.tensors.TensorSpec;
import io.sluicegate.scorer.trees.NotCompilable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A loaded model. Any number of threads may run it, each through a {@link Runner} of its own; close it when none does. */
public final class OnnxModel implements AutoCloseable {
    private static final String FORMAT = "session.load_model_format";
    private static final String EXTERNAL_DATA = "session.model_external_initializers_file_folder_path";

    private static final AtomicInteger OPEN = new AtomicInteger();

    private final OrtSession session;
    private final Manifest manifest;
    private final Signature signature;
    private final Optional<DeviceThread> device;
    private final Execution execution;
    private volatile int batch;
    private volatile boolean oneByOne;
    private volatile boolean serving;
    private volatile @Nullable CompiledGraph compiled;

    private OnnxModel(
            OrtSession session,
            Manifest manifest,
            Signature signature,
            Optional<DeviceThread> device,
            Execution execution,
            int batch) {
        this.session = session;
        this.manifest = manifest;
        this.signature = signature;
        this.device = device;
        this.execution = execution;
        this.batch = batch;
    }

    /**
     * Loads a model on the CPU and checks it against its manifest. A failure leaves no native memory behind.
     *
     * @throws BadModelException with every problem; an {@link ExternalDataException} if its weights lie elsewhere than in its
     *     folder
     */
    public static OnnxModel load(Path file, Manifest manifest) throws BadModelException {
        return load(file, manifest, SessionPlan.CPU);
    }

    static OnnxModel load(Path file, Manifest manifest, SessionPlan plan) throws BadModelException {
        try {
            return open(file, manifest, plan, Optional.empty());
        } catch (OrtException e) {
            throw new BadModelException("ONNX Runtime can't load " + file + ": " + OrtMessage.of(e), e);
        }
    }

    /**
     * Loads a model as planned and checks it against its manifest.
     *
     * @param profile how the name of the session's profile begins; empty for a session without one
     * @throws OrtException if the session can't be opened
     */
    static OnnxModel open(Path file, Manifest manifest, SessionPlan plan, Optional<String> profile)
            throws OrtException, BadModelException {
        checkWeights(file);
        try (var options = options(file, plan)) {
            if (profile.isPresent()) {
                options.enableProfiling(profile.get());
            }
            var session = opened(session(file, options));
            Optional<Adaptation> adaptation;
            try {
                adaptation = Adaptation.of(file, manifest, session);
            } catch (OrtException | BadModelException | RuntimeException | Error e) {
                close(session);
                throw e;
            }
            if (adaptation.isEmpty()) {
                return checked(session, manifest, plan, Map.of());
            }
            close(session);
            var changed = opened(
                    RuntimeEnvironment.get().createSession(adaptation.get().model(), options));
            return checked(changed, manifest, plan, adaptation.get().converted());
        } catch (IOException e) {
            throw new BadModelException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Lets ONNX Runtime open no file but those that a bundle's digest covers. */
    private static void checkWeights(Path file) throws BadModelException {
        try {
            var unused = WeightFiles.of(file);
        } catch (WeightFiles.Outside e) {
            throw new ExternalDataException(e);
        } catch (IOException e) {
            throw new BadModelException("can't load the model: " + e.getMessage(), e);
        }
    }

    /** A session that only tells what the model's inputs and outputs are; the caller closes it. */
    static OrtSession open(Path file) throws OrtException, IOException {
        var unused = WeightFiles.of(file);
        try (var options = options(file, SessionPlan.CPU)) {
            return session(file, options);
        }
    }

    /** The plan's options, for a file in either format; weights beside the file are found for a changed model, too. */
    private static SessionOptions options(Path file, SessionPlan plan) throws OrtException, IOException {
        var ort = OrtFormat.isFormatOf(file);
        var options = plan.options();
        try {
            if (ort) {
                options.addConfigEntry(FORMAT, "ORT");
            }
            options.addConfigEntry(
                    EXTERNAL_DATA, String.valueOf(file.toAbsolutePath().getParent()));
            return options;
        } catch (OrtException | RuntimeException | Error e) {
            options.close();
            throw e;
        }
    }

    /** A session of the file; without the locale that it asks for, of the model with another. */
    private static OrtSession session(Path file, SessionOptions options) throws OrtException, IOException {
        try {
            return RuntimeEnvironment.get().createSession(file.toString(), options);
        } catch (OrtException e) {
            var changed = OrtMessage.isOfLocale(e) ? Adaptation.withKnownLocale(file) : Optional.<byte[]>empty();
            if (changed.isEmpty()) {
                throw e;
            }
            return RuntimeEnvironment.get().createSession(changed.get(), options);
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

    private static OnnxModel checked(
            OrtSession session, Manifest manifest, SessionPlan plan, Map<String, Adaptation.Converted> converted)
            throws OrtException, BadModelException {
        try {
            return new OnnxModel(
                    session,
                    manifest,
                    Signature.of(session, manifest, converted),
                    plan.device(),
                    Execution.CPU,
                    Integer.MAX_VALUE);
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

    /** The model with the execution that runs it, and the most rows in one call. */
    OnnxModel with(Execution seen, int most) {
        return new OnnxModel(session, manifest, signature, device, seen, most);
    }

    /** Ends the session's profile, and returns its file. */
    Path endProfiling() throws OrtException {
        return Path.of(session.endProfiling());
    }

    /** The execution that runs the model. */
    public Execution execution() {
        return compiled == null ? execution : execution.by(Engine.COMPILED_TREES);
    }

    /** Lets a compiled form of the model answer in runners made from now on. */
    void use(CompiledGraph form) {
        compiled = form;
    }

    /** The most rows in one call. */
    public int batch() {
        return batch;
    }

    /** Lets runners made from now on make calls of so many rows at most. */
    void limit(int rows) {
        batch = rows;
    }

    /**
     * Lets runners made from now on call the session on its device's own thread. Until then the thread that loads the model calls it, so
     * that slow first calls hold up no other model.
     */
    public void serve() {
        serving = true;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** A runner for one thread, for batches of up to {@code rows} rows. */
    public Runner runner(int rows) {
        return runner(rows, oneByOne);
    }

    Runner runner(int rows, boolean alone) {
        CompiledGraph form = compiled;
        return form == null ? sessionRunner(rows, alone) : compiledRunner(form, rows, alone);
    }

    private Runner sessionRunner(int rows, boolean alone) {
        var calls = serving ? device : Optional.<DeviceThread>empty();
        return new Runner(new SessionCall(session, signature, calls), manifest, signature, alone, rows, batch);
    }

    /** A runner that lets ONNX Runtime answer, whatever the model uses. */
    Runner sessionRunner(int rows) {
        return sessionRunner(rows, oneByOne);
    }

    /** A runner of a compiled form that the model needn't use. */
    Runner compiledRunner(CompiledGraph form, int rows) {
        return compiledRunner(form, rows, oneByOne);
    }

    private Runner compiledRunner(CompiledGraph form, int rows, boolean alone) {
        var most = rows + signature.rows();
        return new Runner(new CompiledCall(form, signature.outputs(), most), manifest, signature, alone, rows, batch);
    }

    /** The compiled form of the model's graph, if it is read from the file that the model was loaded from. */
    CompiledGraph compile(Path file) throws NotCompilable, IOException {
        return Compilation.of(file, signature);
    }

    List<ModelInput> inputs() {
        return signature.inputs();
    }

    /** The inputs that the model takes, in its manifest's order. */
    public List<TensorSpec> inputSpecs() {
        return TensorSpecs.inputs(signature);
    }

    /** The outputs that the model gives, while it is open; a map or a sequence as one string a row. */
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
    public void runOneByOne() {
        oneByOne = true;
    }

    @Override
    public void close() {
        try {
            if (serving && device.isPresent()) {
                var unused = device.get().call(() -> {
                    close(session);
                    return true;
                });
            } else {
                close(session);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("can't close " + manifest.model() + "@" + manifest.version(), e);
        }
    }
}
