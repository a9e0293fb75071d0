package io.firedrill.integrations.sandbox.gateway;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jwt.SignedJWT;

import io.firedrill.integrations.support.HttpCalls;

/** JWTs of several issuers, each by its own keys. */
final class TrustedIssuers implements TokenCheck {
    private final Map<String, TokenCheck> byIssuer = new LinkedHashMap<>();

    TrustedIssuers(HttpCalls http, List<GatewaySettings.Issuer> issuers, Duration kept) {
        for (var issuer : issuers) byIssuer.put(issuer.issuer(), new SignedTokens(http, issuer, kept));
    }

    @Override
    public Check check(String token, String hash, Instant now) {
        try {
            // Only which keys to try; the check with them looks at the issuer again.
            var issuer = SignedJWT.parse(token).getJWTClaimsSet().getIssuer();
            var check = issuer == null ? null : byIssuer.get(issuer);
            return check == null ? new Check.Invalid("issuer", now) : check.check(token, hash, now);
        } catch (ParseException e) {
            return new Check.Invalid("form", now);
        }
    }

    @Override
    public void forget() {
        byIssuer.values().forEach(TokenCheck::forget);
    }
}
