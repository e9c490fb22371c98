package io.sluicegate.scorer.execution;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.pipeline.config.ExecutionSettings;
import java.util.List;
import java.util.Optional;

/**
 * How a version's session is opened.
 *
 * @param providers the provider that is to run the version, then those that may run the nodes that it can't
 * @param device the thread that calls the session once it serves; empty for any thread
 */
public record SessionPlan(
        List<ExecutionProvider> providers, ExecutionSettings settings, Optional<DeviceThread> device) {
    /** The plan of a session on the CPU. */
    public static final SessionPlan CPU = of(List.of(ExecutionProvider.CPU), ExecutionSettings.CPU);

    public static SessionPlan of(List<ExecutionProvider> providers, ExecutionSettings settings) {
        var device = Optional.of(providers.get(0))
                .filter(ExecutionProvider::isOfDevice)
                .map(provider -> DeviceThread.of(settings.optionsOf(provider).device()));
        return new SessionPlan(providers, settings, device);
    }

    /** Options with which stream threads provide the parallelism, unless the settings allow a call more threads. */
    public SessionOptions options() throws OrtException {
        var unused = RuntimeEnvironment.get(); // without it providers report any fault as the lack of a logger
        var options = new SessionOptions();
        try {
            options.setIntraOpNumThreads(settings.threads());
            options.setInterOpNumThreads(1);
            options.setExecutionMode(ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OptLevel.ALL_OPT);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL); // errors come as exceptions
            addProviders(options);
            return options;
        } catch (OrtException | RuntimeException | Error e) {
            options.close();
            throw e;
        }
    }

    private void addProviders(SessionOptions options) throws OrtException {
        if (providers.stream().anyMatch(ExecutionProvider::isOfDevice)) {
            options.setMemoryPatternOptimization(false); // with it the device's memory grows: onnxruntime #29351
        }
        for (var provider : providers) {
            Providers.add(options, provider, settings);
        }
    }
}
