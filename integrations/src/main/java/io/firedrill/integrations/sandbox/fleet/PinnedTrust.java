package io.firedrill.integrations.sandbox.fleet;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.X509TrustManager;

import io.firedrill.integrations.sandbox.tls.SandboxAuthority;

/** Trusts a chain when its authority is right and the server's own key is one of the pinned ones. */
final class PinnedTrust implements X509TrustManager {
    private final X509TrustManager authorities;
    private final Set<String> pins;

    PinnedTrust(X509TrustManager authorities, Set<String> pins) {
        this.authorities = authorities;
        this.pins = pins;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        authorities.checkServerTrusted(chain, authType);
        if (!pins.contains(SandboxAuthority.pin(chain[0].getPublicKey())))
            throw new CertificateException("The server's key is not one that this app has pinned.");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("An app serves nobody.");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
