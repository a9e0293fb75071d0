package io.firedrill.engine.action;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.firedrill.engine.port.AuthServer.Minted;
import io.firedrill.engine.port.AuthServer.Refreshed;
import io.firedrill.engine.port.AuthServer.TokenForm;
import io.firedrill.engine.port.Secret;

/**
 * A session that stands for others: a victim must be refused after the act, a control must not. Lives only in the
 * sealed store and in memory.
 *
 * @param refreshing its refresh token was about to be used, and what came of it is not kept
 */
record Canary(
        String name,
        boolean victim,
        String subject,
        String client,
        String device,
        String session,
        TokenForm form,
        Secret accessToken,
        @Nullable Secret refreshToken,
        Instant expiresAt,
        boolean refreshing) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PLACE = "canary/";

    static final String GIVEN = "given-token";

    /** Not signed in by the run but handed to it. */
    boolean given() {
        return name.equals(GIVEN);
    }

    static Canary of(String name, boolean victim, Minted minted) {
        return new Canary(
                name,
                victim,
                minted.subject(),
                minted.client(),
                minted.device(),
                minted.session(),
                minted.form(),
                minted.accessToken(),
                minted.refreshToken(),
                minted.expiresAt(),
                false);
    }

    Canary renewed(Refreshed fresh) {
        var refresh = fresh.refreshToken() == null ? refreshToken : fresh.refreshToken();
        return new Canary(
                name,
                victim,
                subject,
                client,
                device,
                session,
                form,
                fresh.accessToken(),
                refresh,
                fresh.expiresAt(),
                false);
    }

    /** About to use the refresh token: until the new one is kept, nobody can tell whether this one is used up. */
    Canary beforeRefresh() {
        return new Canary(
                name, victim, subject, client, device, session, form, accessToken, refreshToken, expiresAt, true);
    }

    void seal(RunSystems systems) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("victim", String.valueOf(victim));
        fields.put("subject", subject);
        fields.put("client", client);
        fields.put("device", device);
        fields.put("session", session);
        fields.put("form", form.name());
        fields.put("access", accessToken.reveal());
        if (refreshToken != null) fields.put("refresh", refreshToken.reveal());
        fields.put("expires", expiresAt.toString());
        if (refreshing) fields.put("refreshing", "true");
        systems.sealed().put(systems.run().id(), PLACE + name, JSON.writeValueAsString(fields));
    }

    /** Every canary of the run, by name. */
    static List<Canary> all(RunSystems systems) {
        var all = new ArrayList<Canary>();
        systems.sealed()
                .startingWith(systems.run().id(), PLACE)
                .forEach((place, text) -> all.add(read(place.substring(PLACE.length()), text)));
        return all;
    }

    static List<Canary> victims(RunSystems systems) {
        return all(systems).stream().filter(Canary::victim).toList();
    }

    static List<Canary> controls(RunSystems systems) {
        return all(systems).stream().filter(canary -> !canary.victim()).toList();
    }

    private static Canary read(String name, String text) {
        var fields = JSON.readTree(text);
        var refresh = fields.get("refresh");
        return new Canary(
                name,
                Boolean.parseBoolean(fields.get("victim").asString()),
                fields.get("subject").asString(),
                fields.get("client").asString(),
                fields.get("device").asString(),
                fields.get("session").asString(),
                TokenForm.valueOf(fields.get("form").asString()),
                Secret.of(fields.get("access").asString()),
                refresh == null ? null : Secret.of(refresh.asString()),
                Instant.parse(fields.get("expires").asString()),
                fields.has("refreshing"));
    }
}
