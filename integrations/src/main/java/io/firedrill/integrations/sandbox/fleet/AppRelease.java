package io.firedrill.integrations.sandbox.fleet;

import java.util.List;
import java.util.Set;

/** One published version of an app with the pins built into it. The oldest has a backup pin that nobody uses any more. */
record AppRelease(String client, String version, Set<String> pins) {
    private static final String RETIRED = "cmV0aXJlZC1rZXktbm9ib2R5LWhhcy1pdC1hbnkuLi4=";

    /** The releases in use, in the order in which installs are dealt out. */
    static List<AppRelease> all(String pin, String backup) {
        var both = Set.of(pin, backup);
        return List.of(
                new AppRelease("shop-app", "4.2.0", both),
                new AppRelease("bank-app", "7.1.0", both),
                new AppRelease("shop-app", "4.1.3", both),
                new AppRelease("bank-app", "7.0.2", both),
                new AppRelease("shop-app", "3.9.8", Set.of(pin, RETIRED)));
    }
}
