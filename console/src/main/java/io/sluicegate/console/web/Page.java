package io.sluicegate.console.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;

/** The page. The page's links are relative, so its own address must end with a slash, or the browser is sent there. */
record Page(Asset asset) implements Handler {
    @Override
    public void handle(Context request) {
        var path = request.path();
        if (path.endsWith("/")) {
            asset.handle(request);
        } else {
            request.redirect(path.substring(path.lastIndexOf('/') + 1) + "/");
        }
    }
}
