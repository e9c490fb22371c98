package io.sluicegate.console.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One file of the page. The page may load only its own style and script, and no other page may frame it. */
record Asset(String text, String type) implements Handler {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static Asset of(String name, String type) {
        try (var file = Asset.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the console's jar lacks " + name);
            }
            return new Asset(new String(file.readAllBytes(), StandardCharsets.UTF_8), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handle(Context request) {
        request.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-cache")
                .contentType(type + "; charset=utf-8")
                .result(text);
    }
}
