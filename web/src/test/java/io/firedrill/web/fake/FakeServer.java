package io.firedrill.web.fake;

import org.springframework.boot.builder.SpringApplicationBuilder;

import io.firedrill.web.FiredrillServer;

/** The server over the fake engine, to look at its pages. */
public final class FakeServer {
    private FakeServer() {}

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(FiredrillServer.class, FakeEngine.class)
                .profiles("fake")
                .run(arguments);
    }
}
