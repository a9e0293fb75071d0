package io.firedrill.integrations.sandbox.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;

import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import io.firedrill.integrations.sandbox.net.Randoms;
import io.firedrill.integrations.sandbox.net.TlsIdentity;

/** A certificate authority made anew at each start; its key never leaves memory. */
public final class SandboxAuthority {
    private static final Duration LIFE = Duration.ofDays(30);
    private static final X500Principal NAME = new X500Principal("CN=Firedrill sandbox CA");

    private final KeyPair keys;
    private final X509Certificate certificate;
    private final Instant now;

    public SandboxAuthority(Instant now) {
        this.now = now;
        this.keys = newKeys();
        this.certificate = certificate(NAME, keys.getPublic(), true);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** The CA's certificate as PEM. */
    public byte[] pem() {
        try {
            var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return ("-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The CA's certificate has no encoding.", e);
        }
    }

    public static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no P-256 keys.", e);
        }
    }

    /** A certificate for this key, valid for 127.0.0.1 and localhost. */
    public TlsIdentity issue(String name, KeyPair node) {
        try {
            var leaf = certificate(new X500Principal("CN=" + name), node.getPublic(), false);
            var password = Randoms.text(16);
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    TlsIdentity.ALIAS, node.getPrivate(), password.toCharArray(), new Certificate[] {leaf, certificate
                    });
            return new TlsIdentity(store, password);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Cannot issue the certificate of " + name + ".", e);
        }
    }

    /** The pin of a public key: base64 of the SHA-256 of its SubjectPublicKeyInfo. */
    public static String pin(PublicKey key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }

    private X509Certificate certificate(X500Principal subject, PublicKey key, boolean authority) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    NAME,
                    new BigInteger(1, Randoms.bytes(16)),
                    Date.from(now.minus(Duration.ofMinutes(5))),
                    Date.from(now.plus(LIFE)),
                    subject,
                    key);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
            if (!authority) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                    new GeneralName(GeneralName.dNSName, "localhost")
                }));
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("Cannot make the certificate " + subject.getName() + ".", e);
        }
    }
}
