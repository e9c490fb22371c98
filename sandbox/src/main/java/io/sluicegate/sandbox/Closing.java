package io.sluicegate.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Resources that are closed together, newest first; a resource that fails to close doesn't keep the others open. */
public final class Closing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    public <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            var resource = open.pop();
            try {
                resource.close();
            } catch (Exception e) {
                LOG.atWarn()
                        .addKeyValue("resource", resource.getClass().getSimpleName())
                        .setCause(e)
                        .log("closing a resource failed");
            }
        }
    }
}
