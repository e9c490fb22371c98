package io.sluicegate.pipeline.config;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What runs the model, and how.
 *
 * @param providers the execution providers in order of preference, at least one
 * @param mayFallBack whether a version may run on a later provider where the first one can't run it
 * @param options what is set for a provider
 * @param threads threads that one call of the model may use on the CPU
 * @param engine the engines that may compute the answers
 */
public record ExecutionSettings(
        List<ExecutionProvider> providers,
        boolean mayFallBack,
        Map<ExecutionProvider, Options> options,
        int threads,
        EngineWish engine) {
    /** The CPU alone, with one thread for each call. */
    public static final ExecutionSettings CPU =
            new ExecutionSettings(List.of(ExecutionProvider.CPU), true, Map.of(), 1);

    /**
     * What is set for one provider.
     *
     * @param device the device's number, or its name for OpenVINO
     * @param memoryLimit the most bytes of the device's memory for one loaded version
     * @param fp16 whether the provider may compute in float16
     * @param tf32 whether the provider may round the factors of matrix products to TensorFloat-32
     * @param batch the most rows in one call
     */
    public record Options(String device, OptionalLong memoryLimit, boolean fp16, boolean tf32, OptionalInt batch) {
        /** What holds where the file sets nothing. */
        static Options none(ExecutionProvider provider) {
            var device = provider == ExecutionProvider.OPENVINO ? "CPU" : "0";
            return new Options(device, OptionalLong.empty(), false, false, OptionalInt.empty());
        }
    }

    /** Settings under which any engine may compute the answers. */
    public ExecutionSettings(
            List<ExecutionProvider> providers,
            boolean mayFallBack,
            Map<ExecutionProvider, Options> options,
            int threads) {
        this(providers, mayFallBack, options, threads, EngineWish.AUTO);
    }

    public ExecutionSettings {
        providers = List.copyOf(providers);
        options = Map.copyOf(options);
    }

    /** The provider that is asked for before all others. */
    public ExecutionProvider requested() {
        return providers.get(0);
    }

    public Options optionsOf(ExecutionProvider provider) {
        return options.getOrDefault(provider, Options.none(provider));
    }

    /** The most rows in one call on a provider, where it is {@code otherwise} for providers without a number of their own. */
    public int batch(ExecutionProvider provider, int otherwise) {
        return optionsOf(provider).batch().orElse(otherwise);
    }

    /** The most rows in one call on any provider that may run a version. */
    public int largestBatch(int otherwise) {
        return Stream.concat(providers.stream(), Stream.of(ExecutionProvider.CPU))
                .mapToInt(provider -> batch(provider, otherwise))
                .max()
                .orElse(otherwise);
    }
}
