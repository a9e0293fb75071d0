package io.firedrill.integrations.sandbox.gateway;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.Answer;
import io.firedrill.integrations.support.HttpCall;
import io.firedrill.integrations.support.HttpCalls;
import io.firedrill.integrations.support.HttpReply;

/** JWTs by the auth server's published keys; nobody is asked about a single token, so a revoked one passes. */
final class SignedTokens implements TokenCheck {
    private static final Duration SOONEST = Duration.ofSeconds(1);

    private final HttpCalls http;
    private final GatewaySettings.Issuer trusted;
    private final Duration kept;
    private volatile @Nullable Keys keys;

    private record Keys(JWKSet set, Instant readAt) {}

    SignedTokens(HttpCalls http, GatewaySettings.Issuer trusted, Duration kept) {
        this.http = http;
        this.trusted = trusted;
        this.kept = kept;
    }

    @Override
    public Check check(String token, String hash, Instant now) {
        try {
            var jwt = SignedJWT.parse(token);
            if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())) return new Check.Invalid("algorithm", now);
            var usable = keys(jwt.getHeader().getKeyID(), now);
            if (usable == null) return new Check.Unknown("The auth server's keys could not be read.");
            var key = usable.set().getKeyByKeyId(jwt.getHeader().getKeyID());
            if (key == null) return new Check.Invalid("key", usable.readAt());
            if (!jwt.verify(new RSASSAVerifier(key.toRSAKey()))) return new Check.Invalid("signature", now);
            return judged(jwt.getJWTClaimsSet(), hash, now);
        } catch (ParseException | JOSEException e) {
            return new Check.Invalid("form", now);
        }
    }

    @Override
    public void forget() {
        keys = null;
    }

    private Check judged(JWTClaimsSet claims, String hash, Instant now) throws ParseException {
        if (!trusted.issuer().equals(claims.getIssuer())) return new Check.Invalid("issuer", now);
        var expires = instant(claims.getExpirationTime());
        if (expires == null) return new Check.Invalid("form", now);
        if (!now.isBefore(expires)) return new Check.Invalid("expired", expires);
        var precise = claims.getLongClaim("iat_ms");
        var issued = precise == null ? instant(claims.getIssueTime()) : Instant.ofEpochMilli(precise);
        return new Check.Valid(
                TokenFacts.of(hash, name -> text(claims, name), issued == null ? Instant.EPOCH : issued, expires)
                        .alsoSubject(text(claims, trusted.subjectClaim())));
    }

    private @Nullable Keys keys(@Nullable String id, Instant now) {
        var known = keys;
        if (known != null) {
            var age = Duration.between(known.readAt(), now);
            var there = known.set().getKeyByKeyId(id) != null;
            if (age.compareTo(there ? kept : SOONEST) < 0) return known;
        }
        if (http.ask(HttpCall.get(trusted.jwks())) instanceof Answer.Done<HttpReply> done) {
            try {
                known = new Keys(JWKSet.parse(new String(done.value().body(), StandardCharsets.UTF_8)), now);
                keys = known;
            } catch (ParseException unreadable) {
                return known;
            }
        }
        return known;
    }

    private static @Nullable String text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text ? text : null;
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
