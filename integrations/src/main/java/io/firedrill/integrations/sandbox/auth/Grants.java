package io.firedrill.integrations.sandbox.auth;

import java.security.Principal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Every grant of the estate, in memory, found by token, subject, session, device and client without a scan. Grants
 * whose tokens have all expired are dropped now and then. Thread-safe.
 */
final class Grants implements OAuth2AuthorizationService {
    static final String DEVICE_PARAMETER = "device_id";
    /** Far more than can be refreshed while they are being ended. */
    private static final int ENDED_KEPT = 10_000;

    private static final List<Class<? extends OAuth2Token>> TOKENS = List.of(
            OAuth2AuthorizationCode.class, OAuth2AccessToken.class, OAuth2RefreshToken.class, OidcIdToken.class);

    private final InstantSource clock;
    private final Map<String, OAuth2Authorization> byId = new HashMap<>();
    private final Map<String, Set<String>> index = new HashMap<>();
    private final Map<String, Set<String>> keysOf = new HashMap<>();
    private final Set<String> ended = new LinkedHashSet<>();
    private int saves;

    /** What a grant is bound to. */
    enum Bond {
        TOKEN,
        SUBJECT,
        SESSION,
        DEVICE,
        CLIENT
    }

    Grants(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Keeps a grant, new or renewed.
     *
     * @throws OAuth2AuthenticationException {@code invalid_grant} when it was ended meanwhile: a refresh under way then
     *     must not bring it back
     */
    @Override
    public synchronized void save(OAuth2Authorization grant) {
        if (ended.contains(grant.getId())) throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        forget(grant.getId());
        byId.put(grant.getId(), grant);
        var keys = keys(grant);
        keysOf.put(grant.getId(), keys);
        for (var key : keys) index.computeIfAbsent(key, k -> new HashSet<>()).add(grant.getId());
        if (++saves % 500 == 0) sweep();
    }

    @Override
    public void remove(OAuth2Authorization grant) {
        end(List.of(grant.getId()));
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findById(String id) {
        return byId.get(id);
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        var ids = index.get(key(Bond.TOKEN, token));
        return ids == null ? null : byId.get(ids.iterator().next());
    }

    /** Ids of the grants with this bond. */
    synchronized List<String> find(Bond bond, String value) {
        return List.copyOf(index.getOrDefault(key(bond, value), Set.of()));
    }

    synchronized List<String> all() {
        return List.copyOf(byId.keySet());
    }

    /** Ends grants for good; says how many of them could still have been used. */
    synchronized int end(Collection<String> ids) {
        var live = 0;
        for (var id : new ArrayList<>(ids)) {
            var grant = byId.get(id);
            if (grant == null) continue;
            if (usable(grant)) live++;
            forget(id);
            ended.add(id);
        }
        for (var oldest = ended.iterator(); ended.size() > ENDED_KEPT; ) {
            oldest.next();
            oldest.remove();
        }
        return live;
    }

    synchronized int size() {
        return byId.size();
    }

    static @Nullable String session(@Nullable Object principal) {
        return principal instanceof Authentication authentication
                        && authentication.getDetails() instanceof SignIn signIn
                ? signIn.session()
                : null;
    }

    static @Nullable String device(@Nullable OAuth2Authorization grant) {
        if (grant == null) return null;
        OAuth2AuthorizationRequest request = grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
        if (request == null) return null;
        return request.getAdditionalParameters().get(DEVICE_PARAMETER) instanceof String device ? device : null;
    }

    private void forget(String id) {
        byId.remove(id);
        var keys = keysOf.remove(id);
        if (keys == null) return;
        for (var key : keys)
            index.computeIfPresent(key, (k, ids) -> {
                ids.remove(id);
                return ids.isEmpty() ? null : ids;
            });
    }

    private void sweep() {
        var dead = byId.values().stream()
                .filter(grant -> !usable(grant))
                .map(OAuth2Authorization::getId)
                .toList();
        dead.forEach(this::forget);
    }

    private boolean usable(OAuth2Authorization grant) {
        return tokens(grant).anyMatch(token -> {
            var expires = token.getToken().getExpiresAt();
            return !token.isInvalidated() && (expires == null || clock.instant().isBefore(expires));
        });
    }

    private static Set<String> keys(OAuth2Authorization grant) {
        var keys = new HashSet<String>();
        keys.add(key(Bond.SUBJECT, grant.getPrincipalName()));
        keys.add(key(Bond.CLIENT, grant.getRegisteredClientId()));
        var session = session(grant.getAttribute(Principal.class.getName()));
        if (session != null) keys.add(key(Bond.SESSION, session));
        var device = device(grant);
        if (device != null) keys.add(key(Bond.DEVICE, device));
        tokens(grant).forEach(token -> keys.add(key(Bond.TOKEN, token.getToken().getTokenValue())));
        return keys;
    }

    private static Stream<OAuth2Authorization.Token<? extends OAuth2Token>> tokens(OAuth2Authorization grant) {
        var found = new ArrayList<OAuth2Authorization.Token<? extends OAuth2Token>>();
        for (var type : TOKENS) {
            var token = grant.getToken(type);
            if (token != null) found.add(token);
        }
        return found.stream();
    }

    private static String key(Bond bond, String value) {
        return bond.name() + ":" + value;
    }
}
