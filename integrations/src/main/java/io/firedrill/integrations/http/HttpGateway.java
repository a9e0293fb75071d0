package io.firedrill.integrations.http;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Gateway;
import io.firedrill.engine.port.Health;
import io.firedrill.engine.port.RevocationScope;
import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.support.Addresses;
import io.firedrill.integrations.support.HttpCall;
import io.firedrill.integrations.support.HttpCalls;
import io.firedrill.integrations.support.HttpLimits;
import io.firedrill.integrations.support.HttpReply;

/** GETs each address with the token. Denies nothing, since nothing is known of these servers but their answers. */
final class HttpGateway implements Gateway {
    // One request per probe: a repetition would blur the time.
    private static final HttpLimits PROBING = new HttpLimits(Duration.ofSeconds(1), Duration.ofSeconds(2), 1, 64);
    private static final String WHY = "This gateway is only probed; it takes no denials.";

    private final HttpCalls http;
    private final InstantSource clock;
    private final Map<EnforcementPoint, String> addresses;

    HttpGateway(Binding binding, InstantSource clock) {
        this.http = Addresses.calls(binding, HttpGatewayKind.CA, PROBING);
        this.clock = clock;
        this.addresses = parsed(binding);
    }

    /** Ill also when a place lets in whoever comes without a token: a token would prove nothing there. */
    @Override
    public Health check() {
        var wrong = new ArrayList<String>();
        addresses.forEach((point, address) -> {
            var answer = http.exchange(HttpCall.get(address));
            if (!(answer instanceof Answer.Done<HttpReply> done)) wrong.add(point.name() + " does not answer");
            else if (done.value().ok()) wrong.add(point.name() + " lets requests without a token in");
            else if (!refused(done.value().status()))
                wrong.add(point.name() + " answers " + done.value().status() + " without a token, not 401");
        });
        return wrong.isEmpty()
                ? Health.good("All " + addresses.size() + " addresses refuse requests without a token.")
                : Health.ill(String.join("; ", wrong) + ".");
    }

    @Override
    public Set<RevocationScope.Kind> deniable() {
        return Set.of();
    }

    @Override
    public List<String> nodes() {
        return addresses.keySet().stream()
                .map(EnforcementPoint::node)
                .distinct()
                .toList();
    }

    @Override
    public List<EnforcementPoint> points() {
        return List.copyOf(addresses.keySet());
    }

    @Override
    public Answer<Verdict> probe(EnforcementPoint point, Secret accessToken) {
        var address = addresses.get(point);
        if (address == null) throw new IllegalArgumentException("There is no point '" + point.name() + "'.");
        var answer = http.exchange(HttpCall.get(address).bearer(accessToken.reveal()));
        if (!(answer instanceof Answer.Done<HttpReply> done)) return answer.map(reply -> verdict(reply.status()));
        var status = done.value().status();
        if (done.value().ok() || refused(status)) return Answer.done(verdict(status));
        return Answer.tryLater(point.name() + " gave no verdict but status " + status + ".", Duration.ZERO);
    }

    @Override
    public Answer<Denied> deny(String node, DenyOrder order) {
        return Answer.refused("cannot-deny", WHY);
    }

    /** Nothing was ever denied here. */
    @Override
    public Answer<Boolean> lift(String node, String key) {
        return Answer.done(false);
    }

    @Override
    public Answer<Boolean> denies(String node, String key) {
        return Answer.done(false);
    }

    private Verdict verdict(int status) {
        return new Verdict(status < 300, status, clock.instant());
    }

    private static boolean refused(int status) {
        return status == 401 || status == 403;
    }

    private static Map<EnforcementPoint, String> parsed(Binding binding) {
        var what = "Setting '" + HttpGatewayKind.POINTS + "' of system '" + binding.system() + "'";
        var addresses = new LinkedHashMap<EnforcementPoint, String>();
        for (var part : binding.required(HttpGatewayKind.POINTS).split(",")) {
            var pair = part.strip().split("=", 2);
            if (pair.length != 2 || pair[0].isBlank())
                throw new IllegalArgumentException(
                        what + " must be name=https://host/path, separated by commas; '" + part.strip() + "' is not.");
            var address = Addresses.checked(pair[1].strip(), what);
            var path = URI.create(address).getPath();
            var point = new EnforcementPoint(pair[0].strip(), path == null || path.isEmpty() ? "/" : path, null);
            if (addresses.put(point, address) != null)
                throw new IllegalArgumentException(what + " names " + point.name() + " twice.");
        }
        return addresses;
    }
}
