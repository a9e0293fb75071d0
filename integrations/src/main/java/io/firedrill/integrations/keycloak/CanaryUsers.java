package io.firedrill.integrations.keycloak;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.support.Chain;
import io.firedrill.integrations.support.HttpCall;

/**
 * Accounts that live as long as a run's canaries need them. Firedrill makes them with a password nobody knows, signs in
 * to them and removes them; an account it did not make is left alone. Methods belong into a chain.
 */
final class CanaryUsers {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int SHORTEST_NAME = 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Realm realm;
    private final CanaryBook book;
    private final Map<String, Secret> passwords = new ConcurrentHashMap<>();

    record User(String id, String name) {}

    CanaryUsers(Realm realm, CanaryBook book) {
        this.realm = realm;
        this.book = book;
    }

    /** By user name, or by the id that tokens carry as {@code sub}; null when the realm has neither. */
    @Nullable
    User find(String subject) {
        for (var one : realm.get("/users?exact=true&briefRepresentation=true&username=" + HttpCall.encoded(subject)))
            if (subject.equalsIgnoreCase(one.path("username").asString(""))) return user(one);
        if (!ID.matcher(subject).matches()) return null;
        var byId = realm.find("/users/" + subject);
        return byId == null ? null : user(byId);
    }

    /** The canary account of this name, made when it is missing. */
    User canary(String name) {
        if (name.length() < SHORTEST_NAME)
            throw Chain.refusal(
                    "subject",
                    "Keycloak takes user names of " + SHORTEST_NAME + " characters or more, and '" + name
                            + "' is shorter. Name another account under canaries: in the target file.");
        var found = find(name);
        if (found == null) return create(name);
        if (madeHere(found)) return found;
        throw Chain.refusal(
                "subject",
                "The realm has a user '" + name + "' that Firedrill did not make, so its password is not touched."
                        + " Name an account under canaries: that does not exist; Firedrill makes and removes it.");
    }

    private boolean madeHere(User user) {
        for (var group : realm.get("/users/" + user.id() + "/groups?max=1000"))
            if (book.group().equals(group.path("id").asString(""))) return true;
        return false;
    }

    private User create(String name) {
        book.group();
        var password = newPassword();
        var body = new LinkedHashMap<String, Object>();
        body.put("username", name);
        body.put("enabled", true);
        body.put("email", name + "@firedrill.invalid");
        body.put("emailVerified", true);
        body.put("firstName", "Firedrill");
        body.put("lastName", "Canary");
        body.put("requiredActions", List.of());
        body.put("groups", List.of("/" + CanaryBook.GROUP));
        body.put("credentials", List.of(credential(password)));
        Chain.value(realm.post("/users", body, Set.of(409)));
        var made = find(name);
        if (made == null) throw Chain.refusal("subject", "The account '" + name + "' was made and is not there.");
        // Made by another attempt whose answer was lost: with a password that is not known here.
        if (!madeHere(made)) throw Chain.refusal("subject", "The account '" + name + "' was made by somebody else.");
        passwords.put(made.id(), password);
        return made;
    }

    /** The account's password; a new one where this server does not know it. */
    Secret password(User user) {
        var known = passwords.get(user.id());
        return known == null ? newPassword(user) : known;
    }

    Secret newPassword(User user) {
        var password = newPassword();
        Chain.value(realm.put("/users/" + user.id() + "/reset-password", credential(password)));
        passwords.put(user.id(), password);
        return password;
    }

    /** Removes the account, and with it whatever sessions are left. */
    void remove(String id) {
        if (!madeHere(new User(id, ""))) return;
        Chain.value(realm.delete("/users/" + id));
        passwords.remove(id);
    }

    boolean exists(String id) {
        return realm.find("/users/" + id) != null;
    }

    private static Map<String, Object> credential(Secret password) {
        return Map.of("type", "password", "value", password.reveal(), "temporary", false);
    }

    /** Long, and with a character of each kind that a realm's policy may ask for. */
    private static Secret newPassword() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "aA1!");
    }

    private static User user(JsonNode told) {
        return new User(told.path("id").asString(), told.path("username").asString());
    }
}
