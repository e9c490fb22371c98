package io.sluicegate.scorer.execution;

import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.pipeline.config.ExecutionSettings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The choice of the execution provider that is to run a version. */
public sealed interface ProviderChoice {

    /**
     * A provider can be tried.
     *
     * @param providers the chosen one, then those that may run the nodes that it can't
     * @param reason why no provider before the chosen one runs the version; empty if there is none
     */
    record Chosen(List<ExecutionProvider> providers, Optional<String> reason) implements ProviderChoice {

        public ExecutionProvider provider() {
            return providers.get(0);
        }
    }

    /**
     * No wanted provider can run the version.
     *
     * @param reasons why each can't
     * @param text what was asked for, what there is and what to do
     */
    record Refused(String reasons, String text) implements ProviderChoice {}

    /**
     * Chooses the first wanted provider that is available and hasn't failed, if it may be that one.
     *
     * @param available the providers that ONNX Runtime has here
     * @param failed the providers that were tried on the version in vain, with the reason
     */
    static ProviderChoice of(
            ExecutionSettings wanted, Set<ExecutionProvider> available, Map<ExecutionProvider, String> failed) {
        var usable = wanted.providers().stream()
                .filter(provider -> available.contains(provider) && !failed.containsKey(provider))
                .toList();
        if (usable.isEmpty() || (!wanted.mayFallBack() && usable.get(0) != wanted.requested())) {
            return refused(wanted, available, failed);
        }
        var passedOver = wanted.providers().subList(0, wanted.providers().indexOf(usable.get(0)));
        return new Chosen(
                usable, Optional.of(reasons(passedOver, available, failed)).filter(reasons -> !reasons.isEmpty()));
    }

    private static Refused refused(
            ExecutionSettings wanted, Set<ExecutionProvider> available, Map<ExecutionProvider, String> failed) {
        var asked = wanted.mayFallBack() ? wanted.providers() : List.of(wanted.requested());
        var reasons = reasons(asked, available, failed);
        var text = (wanted.mayFallBack()
                        ? "none of model.providers (" + names(wanted.providers()) + ") can run the model here"
                        : wanted.requested().key() + ", the first of model.providers, can't run the model here, and"
                                + " model.provider-fallback is false")
                + ": " + reasons + "; ONNX Runtime here has " + names(available)
                + ": give the process what is missing, name another provider"
                + (wanted.mayFallBack() ? "" : ", or set model.provider-fallback to true");
        return new Refused(reasons, text);
    }

    private static String reasons(
            List<ExecutionProvider> providers,
            Set<ExecutionProvider> available,
            Map<ExecutionProvider, String> failed) {
        return providers.stream()
                .map(provider -> provider.key() + ": "
                        + (available.contains(provider)
                                ? failed.getOrDefault(provider, "")
                                : "ONNX Runtime here doesn't have it"))
                .collect(Collectors.joining("; "));
    }

    private static String names(Collection<ExecutionProvider> providers) {
        return providers.stream().map(ExecutionProvider::key).collect(Collectors.joining(", "));
    }
}
