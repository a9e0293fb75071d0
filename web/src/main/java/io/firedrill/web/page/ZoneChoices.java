package io.firedrill.web.page;

import java.time.ZoneId;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The time zones that can be chosen, and the reader's. */
@Component
class ZoneChoices {
    private static final List<String> ALL = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/"))
            .sorted()
            .toList();

    private final ZoneId otherwise;

    ZoneChoices(@Value("${firedrill.zone:UTC}") ZoneId otherwise) {
        this.otherwise = otherwise;
    }

    List<String> all() {
        return ALL;
    }

    String of(HttpServletRequest request) {
        var own = Preferences.of(request).zone();
        return (own == null ? otherwise : own).getId();
    }
}
