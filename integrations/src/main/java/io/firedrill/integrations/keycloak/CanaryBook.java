package io.firedrill.integrations.keycloak;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.firedrill.integrations.support.Chain;

/**
 * Which sessions Firedrill has begun in the realm, kept in the realm itself so that every server can end them: a group
 * with one sub-group for each canary. Who is in the group was made by Firedrill; nobody else's password is ever
 * touched. Methods belong into a chain.
 */
final class CanaryBook {
    static final String GROUP = "firedrill-canaries";
    private static final String USER = "user";
    private static final String SESSION = "session";
    private static final int MOST = 10_000;

    private final Realm realm;
    private volatile @Nullable String group;

    /** @param session empty while the sign-in is under way */
    record Entry(String id, String user, String session) {}

    CanaryBook(Realm realm) {
        this.realm = realm;
    }

    /** The group's id; made when it is not there. */
    String group() {
        var known = group;
        if (known != null) return known;
        var found = findGroup();
        if (found == null) {
            Chain.value(realm.post("/groups", Map.of("name", GROUP), Set.of(409)));
            found = findGroup();
        }
        if (found == null) throw Chain.refusal("group", "The group '" + GROUP + "' was made and is not there.");
        group = found;
        return found;
    }

    private @Nullable String findGroup() {
        for (var one : realm.get("/groups?exact=true&search=" + GROUP))
            if (GROUP.equals(one.path("name").asString("")))
                return one.path("id").asString();
        return null;
    }

    @Nullable
    Entry find(String key) {
        var path = "/groups/" + group() + "/children?exact=true&briefRepresentation=false&search=" + name(key);
        for (var one : children(path)) if (name(key).equals(one.path("name").asString(""))) return entry(one);
        return null;
    }

    /** Every canary of one user. */
    List<Entry> of(String user) {
        var entries = new ArrayList<Entry>();
        for (var one : children("/groups/" + group() + "/children?briefRepresentation=false&max=" + MOST)) {
            var entry = entry(one);
            if (entry.user().equals(user)) entries.add(entry);
        }
        return entries;
    }

    /** Somebody may have removed the group, with everything in it. */
    private JsonNode children(String path) {
        var children = realm.find(path);
        if (children != null) return children;
        group = null;
        return realm.get("/groups/" + group() + "/children?max=1");
    }

    /** Writes down that this user is about to be signed in; before that happens, so that nothing is left behind. */
    Entry begin(String key, String user) {
        var reply = Chain.value(realm.post("/groups/" + group() + "/children", body(name(key), user, ""), Set.of(409)));
        if (reply.ok()) return entry(Realm.tree(reply));
        var there = find(key);
        if (there == null) throw Chain.refusal("canary", "The canary's entry in the realm is there and is not found.");
        Chain.value(realm.put("/groups/" + there.id(), body(name(key), user, "")));
        return new Entry(there.id(), user, "");
    }

    void signedIn(String key, Entry entry, String session) {
        Chain.afterChange(realm.put("/groups/" + entry.id(), body(name(key), entry.user(), session)));
    }

    void end(Entry entry) {
        Chain.value(realm.delete("/groups/" + entry.id()));
    }

    private static Map<String, Object> body(String name, String user, String session) {
        return Map.of("name", name, "attributes", Map.of(USER, List.of(user), SESSION, List.of(session)));
    }

    private static Entry entry(JsonNode group) {
        var attributes = group.path("attributes");
        return new Entry(
                group.path("id").asString(),
                attributes.path(USER).path(0).asString(""),
                attributes.path(SESSION).path(0).asString(""));
    }

    /** Keys are longer than group names may be, and hold slashes. */
    private static String name(String key) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return "canary-" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }
}
