package io.firedrill.integrations.keycloak;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Health;
import io.firedrill.engine.port.RevocationScope.Kind;
import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.support.Chain;
import io.firedrill.integrations.support.JwtClaims;

/** One realm of a Keycloak server. Canaries are accounts that it makes and removes. */
final class Keycloak implements AuthServer {
    private static final Duration USUAL_LIFE = Duration.ofMinutes(5);
    private static final Set<String> ROLES =
            Set.of("manage-users", "view-users", "manage-clients", "view-clients", "manage-realm", "view-realm");
    private static final int KEYS_KEPT = 1_000;

    private final Realm realm;
    private final Clients clients;
    private final CanaryBook book;
    private final CanaryUsers users;
    private final SignIns signIns;
    private final Revocation revocation;
    private final Abilities abilities;
    private final String where;
    private final Map<String, Revoked> carriedOut = Collections.synchronizedMap(new Recent());

    private static final class Recent extends LinkedHashMap<String, Revoked> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Revoked> eldest) {
            return size() > KEYS_KEPT;
        }
    }

    Keycloak(Binding binding, InstantSource clock) {
        this.realm = new Realm(binding);
        this.clients = new Clients(realm, clock);
        this.book = new CanaryBook(realm);
        this.users = new CanaryUsers(realm, book);
        this.signIns = new SignIns(realm, users, clock);
        this.revocation = new Revocation(realm, users, clients, clock);
        this.where = binding.system() + " at " + realm.issuer();
        var life = binding.setting(KeycloakKind.TOKEN_LIFE);
        var offline = binding.setting(KeycloakKind.OFFLINE);
        this.abilities = new Abilities(
                EnumSet.complementOf(EnumSet.of(Kind.DEVICE)),
                false,
                true,
                life == null ? USUAL_LIFE : Duration.parse(life),
                Set.of(TokenForm.JWT),
                offline == null || Boolean.parseBoolean(offline),
                Map.of(
                        Kind.DEVICE,
                        "Keycloak binds sessions to no device: find the device's session in its admin console and use"
                                + " scope session, or sign the person out by scope subject."));
    }

    @Override
    public Health check() {
        var checked = Chain.of(() -> {
            var missing = new TreeSet<>(ROLES);
            missing.removeAll(Chain.value(realm.roles()));
            if (!missing.isEmpty())
                return Health.ill(where + ": the service account of client '" + realm.client() + "' lacks the roles "
                        + String.join(", ", missing) + " of client realm-management.");
            var life =
                    Duration.ofSeconds(realm.get("").path("accessTokenLifespan").asLong(0));
            if (life.compareTo(abilities.accessTokenLife()) > 0)
                return Health.ill(where + ": access tokens live " + life.toSeconds() + " s, longer than the "
                        + abilities.accessTokenLife().toSeconds()
                        + " s known here, so a denial would end too early. Set token-life: " + life + ".");
            return Health.good(where + " answers.");
        });
        if (checked instanceof Answer.Done<Health> done) return done.value();
        if (checked instanceof Answer.Refused<Health> refused) return Health.ill(where + " refuses: " + refused.why());
        if (checked instanceof Answer.TryLater<Health> later) return Health.ill(where + ": " + later.why());
        return Health.ill(where + " does not answer.");
    }

    @Override
    public Abilities abilities() {
        return abilities;
    }

    @Override
    public synchronized Answer<Minted> mint(MintOrder order) {
        if (order.form() != TokenForm.JWT)
            return Answer.refused("form", "Keycloak issues no opaque access tokens, only JWTs.");
        return Chain.of(() -> {
            var client = clients.get(order.client());
            var user = users.canary(order.subject());
            var before = book.find(order.key());
            if (before != null) endSession(before);
            var entry = book.begin(order.key(), user.id());
            var minted = signIns.signIn(order, client, user);
            book.signedIn(order.key(), entry, minted.session());
            // Only a token once seen as active can be seen to die.
            if (!Chain.value(active(minted.accessToken())))
                throw Chain.refusal("introspection", "The token of a canary just signed in is called inactive.");
            return minted;
        });
    }

    @Override
    public synchronized Answer<Integer> retire(String key) {
        return Chain.of(() -> {
            var entry = book.find(key);
            if (entry == null) return 0;
            var ended = endSession(entry);
            if (book.of(entry.user()).size() <= 1) users.remove(entry.user());
            book.end(entry);
            return Math.max(1, ended);
        });
    }

    private int endSession(CanaryBook.Entry entry) {
        if (entry.session().isEmpty()) return 0;
        return revocation.end(entry.session());
    }

    @Override
    public Answer<Boolean> active(Secret token) {
        var answer = realm.introspect(token);
        if (!(answer instanceof Answer.Done<Boolean> done) || done.value()) return answer;
        var claims = JwtClaims.of(token.reveal());
        if (claims == null
                || !realm.issuer().equals(claims.text("iss"))
                || claims.audience().contains(realm.client())) return answer;
        return Answer.refused(
                "audience",
                "Keycloak calls every token inactive that is not for the client that asks, and this one of client '"
                        + claims.client() + "' is not for '" + realm.client() + "'. Add an audience mapper for '"
                        + realm.client() + "' to that client.");
    }

    @Override
    public Answer<Refreshed> refresh(Secret refreshToken, String client) {
        return Chain.of(() -> signIns.refresh(refreshToken, clients.get(client)));
    }

    @Override
    public Answer<Revoked> revoke(RevokeOrder order) {
        var before = carriedOut.get(order.key());
        if (before != null) return Answer.done(before);
        var answer = Chain.of(() -> revocation.revoke(order.scope()));
        if (answer instanceof Answer.Done<Revoked> done) carriedOut.put(order.key(), done.value());
        return answer;
    }

    @Override
    public Answer<Boolean> carriedOut(RevokeOrder order) {
        if (carriedOut.containsKey(order.key())) return Answer.done(true);
        return Chain.of(() -> revocation.holds(order.scope()));
    }
}
