package io.firedrill.integrations.sandbox.fleet;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.firedrill.integrations.sandbox.net.Randoms;

/** One made-up owner per app install, with a password that exists only in memory. */
public record FleetUsers(Map<String, String> passwords) {
    public FleetUsers {
        passwords = Map.copyOf(passwords);
    }

    public static FleetUsers named(int count) {
        var passwords = new LinkedHashMap<String, String>();
        for (var number = 1; number <= count; number++) passwords.put(name(number), Randoms.text(18));
        return new FleetUsers(passwords);
    }

    static String name(int number) {
        return String.format(Locale.ROOT, "app-user-%03d", number);
    }

    String password(String name) {
        var password = passwords.get(name);
        if (password == null) throw new IllegalArgumentException("The fleet has no owner '" + name + "'.");
        return password;
    }

    @Override
    public String toString() {
        return "FleetUsers[" + passwords.size() + "]";
    }
}
