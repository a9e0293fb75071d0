package io.firedrill.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The chain of steps that made the run as long as it was: shortening any of them would have shortened it. */
final class CriticalPath {
    /** How much later a step may end than the next begins and still have held it up: the clocks of two commits. */
    private static final Duration SLACK = Duration.ofMillis(30);

    private CriticalPath() {}

    record Part(String id, Instant from, Instant to) {}

    /** Goes back from what ended last, each time to what ended last before that began. */
    static Set<String> of(List<Part> parts) {
        var path = new HashSet<String>();
        var at = last(parts, null);
        while (at.isPresent()) {
            path.add(at.get().id());
            at = last(parts, at.get());
        }
        return path;
    }

    private static Optional<Part> last(List<Part> parts, @org.jspecify.annotations.Nullable Part next) {
        return parts.stream()
                .filter(part -> next == null
                        || (part.from().isBefore(next.from())
                                && !part.to().isAfter(next.from().plus(SLACK))))
                .max(Comparator.comparing(Part::to).thenComparing(Part::from));
    }
}
