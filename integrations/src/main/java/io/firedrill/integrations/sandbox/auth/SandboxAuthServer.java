package io.firedrill.integrations.sandbox.auth;

import java.time.InstantSource;

import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

import io.firedrill.integrations.sandbox.fault.Faults;

/** Spring Authorization Server in a context of its own, on a loopback port of its own. */
public final class SandboxAuthServer implements AutoCloseable {
    private final AnnotationConfigServletWebServerApplicationContext context =
            new AnnotationConfigServletWebServerApplicationContext();

    /** @param reset what the admin API's reset does for the whole estate */
    public SandboxAuthServer(AuthSettings settings, Faults faults, InstantSource clock, Runnable reset) {
        context.setId("firedrill-sandbox-auth");
        context.setDisplayName("Firedrill sandbox auth server");
        context.registerBean(AuthSettings.class, () -> settings);
        context.registerBean(Faults.class, () -> faults);
        context.registerBean(InstantSource.class, () -> clock);
        context.registerBean(
                AuthAdmin.class,
                () -> new AuthAdmin(
                        context.getBean(Canaries.class),
                        context.getBean(Revocations.class),
                        context.getBean(Grants.class),
                        context.getBean(BrowserSessions.class),
                        faults,
                        reset,
                        new Issuer(this, context.getBean(AuthorizationServerSettings.class))));
        context.register(AuthContext.class);
    }

    public SandboxAuthServer start() {
        context.refresh();
        return this;
    }

    /** Also the issuer. */
    public String endpoint() {
        var server = context.getWebServer();
        if (server == null) throw new IllegalStateException("The sandbox's auth server is not running.");
        return "http://127.0.0.1:" + server.getPort();
    }

    /** Forgets canaries and carried out orders; people and apps stay signed in. */
    public void reset() {
        context.getBean(Canaries.class).retireAll();
        context.getBean(Revocations.class).clear();
    }

    @Override
    public void close() {
        context.close();
    }

    /** The library's view of the server outside of a request to one of its own endpoints. */
    private record Issuer(SandboxAuthServer server, AuthorizationServerSettings settings)
            implements AuthorizationServerContext {
        @Override
        public String getIssuer() {
            return server.endpoint();
        }

        @Override
        public AuthorizationServerSettings getAuthorizationServerSettings() {
            return settings;
        }
    }
}
