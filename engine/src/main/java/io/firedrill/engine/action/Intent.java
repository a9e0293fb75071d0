package io.firedrill.engine.action;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A change about to be made.
 *
 * @param kind name of the {@link EffectKind}
 * @param key unique in the run and stable over attempts
 * @param touches what it changes, in words, people as pseudonyms
 * @param facts what asking and undoing need
 * @param whyNot why it cannot be undone; null when it can
 * @param repeatable whether doing it twice is as good as once
 * @param startsClock whether the time to revoke counts from this intent
 */
record Intent(
        String kind,
        String key,
        String touches,
        Map<String, Object> facts,
        @Nullable String whyNot,
        boolean repeatable,
        boolean startsClock) {
    Intent(
            String kind,
            String key,
            String touches,
            Map<String, Object> facts,
            @Nullable String whyNot,
            boolean repeatable) {
        this(kind, key, touches, facts, whyNot, repeatable, false);
    }
}
