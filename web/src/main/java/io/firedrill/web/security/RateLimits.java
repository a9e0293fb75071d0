package io.firedrill.web.security;

import java.time.Duration;
import java.util.List;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import org.springframework.stereotype.Component;

/** Token buckets by person and by address, kept in memory on each server and bounded in number. */
@Component
class RateLimits {
    private static final int MOST = 50_000;

    private final LoadingCache<String, Bucket> people;
    private final LoadingCache<String, Bucket> addresses;
    private final LoadingCache<String, Bucket> loginsHere;
    private final LoadingCache<String, Bucket> loginsByName;
    private final LoadingCache<String, Bucket> loginsByAddress;

    RateLimits(SecuritySettings settings) {
        var limits = settings.limits();
        people = buckets(limits.requestsPerPerson(), Duration.ofMinutes(1));
        addresses = buckets(limits.requestsPerAddress(), Duration.ofMinutes(1));
        loginsHere = buckets(limits.wrongPasswords(), limits.wrongPasswordsWithin());
        // Wider, so that a stranger cannot lock a person out with a few tries from elsewhere.
        loginsByName = buckets(limits.wrongPasswords() * 20, limits.wrongPasswordsWithin());
        loginsByAddress = buckets(limits.wrongPasswords() * 5, limits.wrongPasswordsWithin());
    }

    /** A try that counts against the limits unless it succeeds. */
    record Attempt(List<Bucket> buckets) {
        void succeeded() {
            buckets.forEach(bucket -> bucket.addTokens(1));
        }
    }

    void request(Person person) {
        take(people.get(person.name()), "Too many requests by %s.".formatted(person.name()));
    }

    void request(String address) {
        take(addresses.get(address), "Too many requests from %s.".formatted(address));
    }

    Attempt loginAttempt(String name, String address) {
        var key = name.length() > 64 ? name.substring(0, 64) : name;
        var buckets =
                List.of(loginsHere.get(key + "\n" + address), loginsByName.get(key), loginsByAddress.get(address));
        for (var bucket : buckets) take(bucket, "Too many wrong passwords.");
        return new Attempt(buckets);
    }

    private static void take(Bucket bucket, String what) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed())
            throw new TooManyTriesException(what, Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private static LoadingCache<String, Bucket> buckets(int capacity, Duration period) {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(period.multipliedBy(2))
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, period))
                        .build());
    }
}
