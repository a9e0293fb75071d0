package io.firedrill.engine.action;

import java.net.URI;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where people reach this server.
 *
 * @param publicUrl as written into messages, without a path's end
 */
@ConfigurationProperties("firedrill")
record ServerAddress(@DefaultValue("http://localhost:8080") URI publicUrl) {
    URI run(String run) {
        var base = publicUrl.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/runs/" + run);
    }
}
