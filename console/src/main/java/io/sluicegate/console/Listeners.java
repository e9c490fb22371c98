package io.sluicegate.console;

import io.sluicegate.console.PipelineView.Listening;
import io.sluicegate.console.domain.Fact;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners that receive facts. A listener that fails on a fact loses it; the other listeners still receive it. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<Consumer<Fact>> listeners = new CopyOnWriteArrayList<>();

    Listening add(Consumer<Fact> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void tell(Fact fact) {
        listeners.forEach(listener -> tell(fact, listener));
    }

    private static void tell(Fact fact, Consumer<Fact> listener) {
        try {
            listener.accept(fact);
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("fact", fact.getClass().getSimpleName())
                    .setCause(e)
                    .log("listener failed on a fact");
        }
    }
}
