package io.sluicegate.runtime.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.sse.SseClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The HTTP routes of one part of a service. In a process of one pipeline they lie at the root. In a process of several, those of each
 * pipeline lie below {@code /pipelines/NAME}, and the root lists the pipelines that have a page.
 */
public final class Routes {
    private static final String PAGE = "/";

    private final RoutesConfig config;
    private final String prefix;
    private final List<String> pages;

    private Routes(RoutesConfig config, String prefix, List<String> pages) {
        this.config = config;
        this.prefix = prefix;
        this.pages = pages;
    }

    static Routes atRoot(RoutesConfig config) {
        return new Routes(config, "", new ArrayList<>());
    }

    /** The routes of one of several pipelines. */
    public Routes ofPipeline(String pipeline) {
        return new Routes(config, "/pipelines/" + pipeline, pages);
    }

    public void get(String path, Handler handler) {
        if (path.equals(PAGE) && !prefix.isEmpty()) {
            pages.add(prefix.substring(1));
        }
        config.get(prefix + path, handler);
    }

    public void post(String path, Handler handler) {
        config.post(prefix + path, handler);
    }

    /** A stream of server-sent events. */
    public void sse(String path, Consumer<SseClient> client) {
        config.sse(prefix + path, client);
    }

    /** The pipelines' pages, as paths relative to the root. */
    List<String> pages() {
        return List.copyOf(pages);
    }
}
