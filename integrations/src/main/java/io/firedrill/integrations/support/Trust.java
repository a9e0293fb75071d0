package io.firedrill.integrations.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;

/** Trust in the authorities of one PEM file and in no other. */
public final class Trust {
    private Trust() {}

    /** Reads the file at the first handshake, and again whenever it has changed. */
    public static SSLContext inFile(Path pem) {
        return context(new FileTrust(pem));
    }

    public static SSLContext in(X509TrustManager manager) {
        return context(manager);
    }

    public static X509TrustManager of(Iterable<X509Certificate> authorities) throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var number = 0;
            for (var authority : authorities) store.setCertificateEntry("ca-" + number++, authority);
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (var manager : factory.getTrustManagers()) if (manager instanceof X509TrustManager x509) return x509;
            throw new GeneralSecurityException("This Java has no X.509 trust manager.");
        } catch (IOException e) {
            throw new GeneralSecurityException("Cannot make an empty key store.", e);
        }
    }

    private static SSLContext context(X509TrustManager manager) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS.", e);
        }
    }

    private static final class FileTrust implements X509TrustManager {
        private final Path pem;
        private @Nullable FileTime read;
        private @Nullable X509TrustManager current;

        FileTrust(Path pem) {
            this.pem = pem;
        }

        private synchronized X509TrustManager current() throws CertificateException {
            try {
                var changed = Files.getLastModifiedTime(pem);
                var known = current;
                if (known != null && changed.equals(read)) return known;
                try (var in = Files.newInputStream(pem)) {
                    var authorities = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
                    known = of(authorities);
                }
                read = changed;
                current = known;
                return known;
            } catch (IOException | GeneralSecurityException e) {
                throw new CertificateException("Cannot read the trusted authorities in " + pem, e);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            current().checkClientTrusted(chain, authType);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            current().checkServerTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
