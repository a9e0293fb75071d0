package io.firedrill.integrations.support;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.firedrill.engine.port.Secret;

/** A client's credentials as RFC 6749 section 2.3.1 wants them: each part form-encoded before they are joined. */
public final class Basic {
    private Basic() {}

    public static HttpCall login(HttpCall call, String client, Secret secret) {
        var pair = HttpCall.encoded(client) + ":" + HttpCall.encoded(secret.reveal());
        return call.header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
}
