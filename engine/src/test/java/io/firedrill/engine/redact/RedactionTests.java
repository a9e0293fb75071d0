package io.firedrill.engine.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTests {
    private static final String JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtYXJrZWQifQ.c2lnbmF0dXJlLW1hcmtlZA";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtYXJrZWQifQ.c2lnbmF0dXJl was seen | token [redacted jwt] was seen",
                "Authorization: Bearer marked-0123456789 | Authorization: [redacted]",
                "authorization=Basic bWFya2VkOm1hcmtlZA== | authorization=[redacted]",
                "sent Bearer marked-0123456789 to it | sent Bearer [redacted] to it",
                "Set-Cookie: id=marked; Secure | Set-Cookie: [redacted]",
                "grant_type=x&refresh_token=marked-value&scope=y | grant_type=x&refresh_token=[redacted]&scope=y",
                "password: marked-word | password: [redacted]",
                "key xoxb-1234567890-marked | key [redacted slack token]",
                "vault hvs.CAESIJmarked0123 | vault [redacted vault token]",
                "aws AKIAIOSFODNN7EXAMPLE | aws [redacted aws key]",
                "git ghp_0123456789abcdefghijmarked | git [redacted github token]",
                "own fdp_0123456789abcdefmarked | own [redacted firedrill token]",
                "hook https://hooks.slack.com/services/T0/B0/marked | hook [redacted webhook]",
            })
    void eachFormOfASecretBecomesItsMark(String text, String cleaned) {
        assertThat(Redaction.clean(text)).isEqualTo(cleaned);
    }

    @Test
    void aJsonFieldWithASecretNameKeepsItsNameOnly() {
        assertThat(Redaction.clean("{\"client_secret\": \"marked, with spaces\", \"client\": \"shop\"}"))
                .isEqualTo("{\"client_secret\": [redacted], \"client\": \"shop\"}");
    }

    @Test
    void aPemBlockGoesWholeAlsoWhenItsEndIsCutOff() {
        var block = "-----BEGIN PRIVATE KEY-----\nbWFya2Vk\nbWFya2Vk\n-----END PRIVATE KEY-----";

        assertThat(Redaction.clean("before " + block + " after")).isEqualTo("before [redacted pem] after");
        assertThat(Redaction.clean("before " + block.substring(0, 40))).isEqualTo("before [redacted pem]");
    }

    @Test
    void secretsInsideListsAndMapsAreFoundAndOtherValuesStay() {
        var cleaned = Redaction.clean(Map.of("a", List.of(JWT, 7), "b", Map.of("c", "x " + JWT), "d", true));

        assertThat(cleaned)
                .isEqualTo(Map.of("a", List.of("[redacted jwt]", 7), "b", Map.of("c", "x [redacted jwt]"), "d", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Revoked all tokens of person-0a1b2c3d4e5f: 12 grants ended.",
                "The bearer of bad news came late.",
                "node-1 /orders with victim-a-opaque refuses",
                "Denied at 2 gateway nodes until 2026-12-01T10:00:00.123Z.",
                "firedrill run approve R-17 confirm-revocation",
                "version 3f786850e387550fdab836ed7e6dc881de23001b",
                "The secret of a good drill is its date.",
                "Ask for a new password.",
                "https://status.example.org/incidents/17?view=full"
            })
    void innocentTextsAreLeftAlone(String text) {
        assertThat(Redaction.clean(text)).isEqualTo(text);
    }

    @Test
    void aHugeTextIsCutAndDoesNotTakeLong() {
        assertThat(Redaction.clean("a.".repeat(1_000_000)))
                .hasSizeLessThan(1_000_010)
                .endsWith("[cut]");
    }
}
