package io.firedrill.integrations.slack;

import java.net.URI;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;

import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Messenger;
import io.firedrill.engine.port.SystemKind;

/** A Slack workspace as {@code kind: slack}. */
final class SlackKind implements SystemKind<Messenger> {
    static final String ENDPOINT = "endpoint";
    static final String TOKEN = "bot-token";
    private static final String SLACK = "https://slack.com/api/";

    private final InstantSource clock;
    private final SlackLimits limits;

    SlackKind(InstantSource clock) {
        this(clock, SlackLimits.USUAL);
    }

    SlackKind(InstantSource clock, SlackLimits limits) {
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public Class<Messenger> port() {
        return Messenger.class;
    }

    @Override
    public Set<String> settings() {
        return Set.of(ENDPOINT);
    }

    @Override
    public Set<String> required() {
        return Set.of();
    }

    @Override
    public Set<String> secrets() {
        return Set.of(TOKEN);
    }

    @Override
    public Messenger connect(Binding binding) {
        return new SlackMessenger(new SlackCalls(binding, endpoint(binding), limits, clock), limits, clock);
    }

    // The token goes there with every call, so only this machine may be reached without TLS.
    private static String endpoint(Binding binding) {
        var given = binding.setting(ENDPOINT);
        if (given == null) return SLACK;
        var address = URI.create(given);
        var host = String.valueOf(address.getHost());
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        var here = Set.of("127.0.0.1", "localhost", "[::1]").contains(host);
        if (!scheme.equals("https") && !(scheme.equals("http") && here)) {
            throw new IllegalArgumentException("The endpoint of system '" + binding.system()
                    + "' must begin with https://, since the bot token is sent there.");
        }
        return given.endsWith("/") ? given : given + "/";
    }
}
