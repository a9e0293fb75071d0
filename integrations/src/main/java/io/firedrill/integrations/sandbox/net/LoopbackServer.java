package io.firedrill.integrations.sandbox.net;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;

/** One handler on one port of 127.0.0.1, by embedded Tomcat, in the clear or with TLS 1.2 and 1.3. */
public final class LoopbackServer implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name;
    private final Tomcat tomcat = new Tomcat();
    private final Connector connector;

    /**
     * @param port 0 for any free one
     * @param work a folder for the container's own files
     * @param identity key and chain for TLS; null for plain HTTP
     */
    public LoopbackServer(String name, int port, Path work, @Nullable TlsIdentity identity, Handler handler) {
        this.name = name;
        // The container would otherwise set the JVM's one URL handler factory, which the server needs itself.
        TomcatURLStreamHandlerFactory.disable();
        PrivateFiles.folder(work);
        tomcat.setBaseDir(work.toString());
        tomcat.setSilent(true);
        tomcat.getEngine().setName("sandbox-" + name + "-" + NUMBER.incrementAndGet());
        this.connector = connector(port, identity);
        tomcat.setConnector(connector);
        if (tomcat.getHost() instanceof StandardHost host) host.setErrorReportValveClass(null);
        var context = tomcat.addContext("", work.toString());
        if (context instanceof StandardContext standard) {
            // The context has no class loader of its own that could leak.
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesThreadLocals(false);
        }
        Tomcat.addServlet(context, "handler", new HandlerServlet(handler));
        context.addServletMapping("/", "handler");
    }

    public LoopbackServer start() {
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException("The sandbox's " + name + " did not start: " + e.getMessage(), e);
        }
        if (!connector.getState().isAvailable())
            throw new IllegalStateException("The sandbox's " + name + " did not start: its port is taken.");
        // Kept for the time after an outage, which must end on the same port.
        connector.setPort(connector.getLocalPort());
        return this;
    }

    public int port() {
        return connector.getPort();
    }

    public String endpoint() {
        return connector.getScheme() + "://127.0.0.1:" + port();
    }

    /** Closes the port and every connection, as if the machine were gone. Idempotent. */
    public synchronized void suspend() {
        try {
            if (connector.getState().isAvailable()) connector.stop();
        } catch (LifecycleException e) {
            throw new IllegalStateException("The sandbox's " + name + " did not stop.", e);
        }
    }

    /** Opens the same port again. Idempotent. */
    public synchronized void resume() {
        try {
            if (!connector.getState().isAvailable()) connector.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException("The sandbox's " + name + " did not come back.", e);
        }
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("The sandbox's " + name + " did not stop.", e);
        }
    }

    private static Connector connector(int port, @Nullable TlsIdentity identity) {
        var connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("bindOnInit", "false");
        connector.setThrowOnFailure(true);
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setMaxThreads(64);
            http.setMinSpareThreads(2);
            http.setMaxKeepAliveRequests(-1);
            http.setKeepAliveTimeout(60_000);
            http.setConnectionTimeout(20_000);
            if (identity != null) secure(connector, http, identity);
        }
        return connector;
    }

    private static void secure(Connector connector, AbstractHttp11Protocol<?> http, TlsIdentity identity) {
        connector.setSecure(true);
        connector.setScheme("https");
        http.setSSLEnabled(true);
        var host = new SSLHostConfig();
        host.setProtocols("TLSv1.2+TLSv1.3");
        var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystore(identity.store());
        certificate.setCertificateKeyAlias(TlsIdentity.ALIAS);
        certificate.setCertificateKeystorePassword(identity.password());
        host.addCertificate(certificate);
        http.addSslHostConfig(host);
    }
}
