package io.sluicegate.runtime.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The page at the root of a service of several pipelines: a link to the page of each. Names of pipelines need no escaping.
 *
 * @param pages paths relative to the root, each ending with the pipeline's name
 */
record PipelineIndex(List<String> pages) implements Handler {
    private static final String POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    @Override
    public void handle(Context request) {
        request.header("Content-Security-Policy", POLICY)
                .header("Cache-Control", "no-cache")
                .contentType("text/html; charset=utf-8")
                .result(pages.stream()
                        .map(PipelineIndex::link)
                        .collect(Collectors.joining(
                                "\n",
                                "<!doctype html>\n<html lang=\"en\"><title>Sluicegate</title>\n<h1>Pipelines</h1>\n<ul>\n",
                                "\n</ul>\n</html>\n")));
    }

    private static String link(String page) {
        return "<li><a href=\"" + page + "/\">" + page.substring(page.lastIndexOf('/') + 1) + "</a></li>";
    }
}
