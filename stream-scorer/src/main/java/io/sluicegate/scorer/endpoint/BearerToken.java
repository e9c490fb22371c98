package io.sluicegate.scorer.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.scorer.endpoint.domain.Refusal;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token that requests must carry, if there is one. */
final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private final Optional<byte[]> token;

    BearerToken(Optional<String> token) {
        this.token = token.map(text -> text.getBytes(UTF_8));
    }

    /**
     * Refuses a request without the token. The comparison takes as long whatever the request's token is, so that its time tells
     * nothing.
     *
     * @param authorization the request's header of that name
     */
    void check(@Nullable String authorization) throws Refusal {
        if (token.isPresent() && !isOurs(authorization, token.get())) {
            throw new Refusal(401, "send the header 'Authorization: Bearer TOKEN' with the endpoint's token");
        }
    }

    private static boolean isOurs(@Nullable String authorization, byte[] token) {
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        authorization.substring(SCHEME.length()).strip().getBytes(UTF_8), token);
    }
}
