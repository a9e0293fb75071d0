package io.firedrill.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.AppFleet;
import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.Gateway;
import io.firedrill.engine.port.Health;
import io.firedrill.engine.port.Messenger;
import io.firedrill.engine.port.RevocationScope;
import io.firedrill.engine.port.Secret;

/** The ports in memory: one auth server, a gateway of two nodes, a chat, a fleet. Counts every effect. */
final class MemoryEstate {
    /** In every token. */
    static final String MARK = "markedsecret";

    final EstateFaults faults = new EstateFaults();
    final Map<String, AtomicInteger> effects = new ConcurrentHashMap<>();
    final List<String> order = new CopyOnWriteArrayList<>();
    final List<Messenger.Post> posts = new CopyOnWriteArrayList<>();
    final List<Messenger.Update> updates = new CopyOnWriteArrayList<>();
    private final Map<String, Grant> byAccess = new ConcurrentHashMap<>();
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final Map<String, Grant> byRefresh = new ConcurrentHashMap<>();
    private final Map<String, List<Grant>> byKey = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Gateway.DenyOrder>> denied =
            Map.of("node-1", new ConcurrentHashMap<>(), "node-2", new ConcurrentHashMap<>());
    private final AtomicInteger serial = new AtomicInteger();

    final AuthServer auth = new MemoryAuth();
    final Gateway gateway = new MemoryGateway();
    final Messenger chat = new MemoryChat();
    final AppFleet fleet = new MemoryFleet();

    static final class Grant {
        final String key;
        final String subject;
        final String client;
        final String device;
        final String session;
        final AuthServer.TokenForm form;
        final Instant issued = Instant.now();
        volatile boolean dead;

        Grant(AuthServer.MintOrder order, int serial) {
            key = order.key();
            subject = order.subject();
            client = order.client();
            device = order.device();
            session = "session-" + serial;
            form = order.form();
        }
    }

    /** Nothing goes wrong, nobody is signed in, and nothing has been counted yet. */
    void reset() {
        byAccess.clear();
        ends.clear();
        byRefresh.clear();
        byKey.clear();
        denied.values().forEach(Map::clear);
        faults.none();
        effects.clear();
        order.clear();
        posts.clear();
        updates.clear();
    }

    /** Somebody's access token that no run asked for. */
    String signIn(String subject) {
        var order =
                new AuthServer.MintOrder("signed-in-" + subject, subject, "shop", "phone", AuthServer.TokenForm.OPAQUE);
        return ((Answer.Done<AuthServer.Minted>) auth.mint(order))
                .value()
                .accessToken()
                .reveal();
    }

    /** How often effects whose name begins so were carried out. */
    int countOf(String prefix) {
        return effects.entrySet().stream()
                .filter(effect -> effect.getKey().startsWith(prefix))
                .mapToInt(effect -> effect.getValue().get())
                .sum();
    }

    int count(String effect) {
        var count = effects.get(effect);
        return count == null ? 0 : count.get();
    }

    int liveGrants() {
        return (int) byAccess.values().stream()
                .filter(grant -> !grant.dead)
                .map(grant -> grant.key)
                .distinct()
                .count();
    }

    int denials() {
        return denied.values().stream().mapToInt(Map::size).sum();
    }

    private void counted(String effect) {
        effects.computeIfAbsent(effect, name -> new AtomicInteger()).incrementAndGet();
        order.add(effect);
    }

    private boolean matches(Grant grant, RevocationScope scope) {
        if (scope instanceof RevocationScope.Token token)
            return byAccess.get(token.token().reveal()) == grant;
        if (scope instanceof RevocationScope.Session session) return grant.session.equals(session.session());
        if (scope instanceof RevocationScope.Subject subject) return grant.subject.equals(subject.subject());
        if (scope instanceof RevocationScope.Device device) return grant.device.equals(device.device());
        if (scope instanceof RevocationScope.Client client) return grant.client.equals(client.client());
        return true;
    }

    private boolean over(Secret accessToken) {
        return !ends.getOrDefault(accessToken.reveal(), Instant.MIN).isAfter(Instant.now());
    }

    private final class MemoryAuth implements AuthServer {
        @Override
        public Health check() {
            return faults.unhealthy ? Health.ill("told to be ill") : Health.good("in memory");
        }

        @Override
        public Abilities abilities() {
            return new Abilities(
                    faults.onlyTokens
                            ? EnumSet.of(RevocationScope.Kind.TOKEN)
                            : EnumSet.allOf(RevocationScope.Kind.class),
                    !faults.canariesOnly,
                    true,
                    Duration.ofMillis(300),
                    EnumSet.allOf(TokenForm.class),
                    faults.canariesOnly,
                    Map.of(RevocationScope.Kind.SUBJECT, "Ask the server's owner to sign the person out."));
        }

        @Override
        public Answer<Minted> mint(MintOrder order) {
            counted("mint " + order.key());
            byKey.getOrDefault(order.key(), List.of()).forEach(grant -> grant.dead = true);
            var number = serial.incrementAndGet();
            var grant = new Grant(order, number);
            byKey.computeIfAbsent(order.key(), key -> new ArrayList<>()).add(grant);
            return Answer.done(minted(grant, number));
        }

        private Minted minted(Grant grant, int number) {
            var access = (grant.form == TokenForm.JWT ? "aaaa.bbbb." : "opaque-") + MARK + number;
            var until = Instant.now().plus(faults.life);
            byAccess.put(access, grant);
            ends.put(access, until);
            byRefresh.put("refresh-" + MARK + number, grant);
            return new Minted(
                    grant.subject,
                    grant.client,
                    grant.device,
                    grant.session,
                    grant.form,
                    Secret.of(access),
                    Secret.of("refresh-" + MARK + number),
                    until);
        }

        @Override
        public Answer<Integer> retire(String key) {
            if (faults.retireFails) return Answer.unsure("no route to host");
            counted("retire " + key);
            var grants = byKey.getOrDefault(key, List.of());
            grants.forEach(grant -> grant.dead = true);
            return Answer.done(grants.size());
        }

        @Override
        public Answer<Boolean> active(Secret token) {
            var grant = byAccess.get(token.reveal());
            if (grant != null && grant.subject.equals(faults.silentAbout))
                return Answer.refused("audience", "not for whom asks");
            return Answer.done(grant != null && !grant.dead && !over(token));
        }

        @Override
        public Answer<Refreshed> refresh(Secret refreshToken, String client) {
            var grant = byRefresh.remove(refreshToken.reveal());
            if (grant == null || grant.dead || faults.refreshRefused)
                return Answer.refused("invalid_grant", "not active");
            var fresh = minted(grant, serial.incrementAndGet());
            counted("renew " + grant.key);
            if (!faults.loseRenewalOf.isEmpty() && grant.key.contains(faults.loseRenewalOf)) {
                faults.loseRenewalOf = "";
                return Answer.unsure("reset by peer");
            }
            return Answer.done(new Refreshed(fresh.accessToken(), fresh.refreshToken(), fresh.expiresAt()));
        }

        @Override
        public Answer<Revoked> revoke(RevokeOrder order) {
            faults.duringRevoke.run();
            if (faults.revokeRefused) return Answer.refused("forbidden", "not allowed to");
            if (faults.revokeUnsureBefore) {
                faults.revokeUnsureBefore = false;
                return Answer.unsure("reset by peer");
            }
            counted("revoke " + order.key());
            var hit = 0;
            for (var grant : byAccess.values()) {
                if (grant.dead || !(matches(grant, order.scope()) || faults.overBroad)) continue;
                grant.dead = true;
                hit++;
            }
            if (faults.revokeUnsureAfterwards) {
                faults.revokeUnsureAfterwards = false;
                return Answer.unsure("timed out");
            }
            return Answer.done(new Revoked(hit, Instant.now()));
        }

        @Override
        public Answer<Boolean> carriedOut(RevokeOrder order) {
            if (faults.cannotTell) return Answer.unsure("keeps no record");
            return Answer.done(effects.containsKey("revoke " + order.key()));
        }
    }

    private final class MemoryGateway implements Gateway {
        @Override
        public Health check() {
            return Health.good("in memory");
        }

        @Override
        public Set<RevocationScope.Kind> deniable() {
            return faults.cannotDeny ? Set.of() : EnumSet.allOf(RevocationScope.Kind.class);
        }

        @Override
        public List<String> nodes() {
            return List.of("node-1", "node-2");
        }

        @Override
        public List<EnforcementPoint> points() {
            return nodes().stream()
                    .flatMap(node -> List.of(
                            new EnforcementPoint(node, "/orders", AuthServer.TokenForm.OPAQUE),
                            new EnforcementPoint(node, "/profile", AuthServer.TokenForm.JWT))
                            .stream())
                    .toList();
        }

        @Override
        public Answer<Verdict> probe(EnforcementPoint point, Secret accessToken) {
            var grant = byAccess.get(accessToken.reveal());
            var refused = grant == null || over(accessToken) || isRefused(point, grant);
            return Answer.done(new Verdict(!refused, refused ? 401 : 200, Instant.now()));
        }

        private boolean isRefused(EnforcementPoint point, Grant grant) {
            if (faults.nodeTwoNeverRefuses && point.node().equals("node-2")) return false;
            var denials = denied.getOrDefault(point.node(), Map.of()).values();
            if (denials.stream()
                    .anyMatch(order -> matches(grant, order.scope()) && grant.issued.isBefore(order.issuedBefore())))
                return true;
            return point.route().equals("/orders") && grant.dead;
        }

        @Override
        public Answer<Denied> deny(String node, DenyOrder order) {
            faults.duringDeny.run();
            counted("deny " + node + " " + order.key());
            denied.get(node).put(order.key(), order);
            return Answer.done(new Denied(Instant.now()));
        }

        @Override
        public Answer<Boolean> lift(String node, String key) {
            if (faults.liftFails) return Answer.unsure("no route to host");
            counted("lift " + node + " " + key);
            return Answer.done(denied.get(node).remove(key) != null);
        }

        @Override
        public Answer<Boolean> denies(String node, String key) {
            return Answer.done(denied.get(node).containsKey(key));
        }
    }

    private final class MemoryChat implements Messenger {
        @Override
        public Health check() {
            return Health.good("in memory");
        }

        @Override
        public Answer<Posted> post(Post post) {
            if (faults.chatDown) return Answer.tryLater("down", Duration.ofMillis(200));
            posts.add(post);
            return Answer.done(new Posted("m" + posts.size(), Instant.now()));
        }

        @Override
        public boolean updates() {
            return true;
        }

        @Override
        public Answer<Posted> update(Update update) {
            if (faults.chatDown || faults.noUpdates) return Answer.tryLater("down", Duration.ofMillis(200));
            updates.add(update);
            return Answer.done(new Posted(update.id(), Instant.now()));
        }

        @Override
        public Answer<Optional<Posted>> find(Sought sought) {
            return Answer.done(posts.stream()
                    .filter(post -> post.key().equals(sought.key()))
                    .findFirst()
                    .map(post -> new Posted("m", Instant.now())));
        }
    }

    private final class MemoryFleet implements AppFleet {
        @Override
        public Health check() {
            return Health.good("in memory");
        }

        @Override
        public Answer<FleetReport> report(Instant since) {
            var signedOut = faults.overBroad && effects.keySet().stream().anyMatch(e -> e.startsWith("revoke")) ? 3 : 0;
            var failed = Math.round(100 * faults.failedShare);
            var slice = new Slice("shop-app", "1.0", 10, 100, failed, 0, signedOut);
            return Answer.done(new FleetReport(since, Instant.now(), 10, 100, failed, 0, signedOut, List.of(slice)));
        }
    }
}
