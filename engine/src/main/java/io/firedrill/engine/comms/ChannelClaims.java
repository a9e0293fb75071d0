package io.firedrill.engine.comms;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.firedrill.engine.database.SqlTime;
import io.firedrill.engine.database.UniqueInsert;

/**
 * Which server posts to which channel. A claim lasts a while and is renewed before each message, so that the channel
 * of a server that died is free again by itself.
 */
@Component
class ChannelClaims {
    private static final String DUE = """
            select distinct target, live, channel from fd_message m
            where state = 'queued' and next_at <= ?
              and not exists (select 1 from fd_message_channel c
                where c.target = m.target and c.live = m.live and c.channel = m.channel
                  and (c.claimed_until > ? or c.next_at > ?))""";

    private final JdbcClient jdbc;
    private final UniqueInsert insert;
    private final InstantSource clock;
    private final Duration length;

    ChannelClaims(JdbcClient jdbc, UniqueInsert insert, InstantSource clock, CommsSettings settings) {
        this.jdbc = jdbc;
        this.insert = insert;
        this.clock = clock;
        this.length = settings.claim();
    }

    /** Frees every channel: only for a database that no other server uses, where claims are left from a killed one. */
    void forget() {
        jdbc.sql("update fd_message_channel set claimed_by = null, claimed_until = null")
                .update();
    }

    /** One channel of one target in one mode; the channel is empty for messages that have none yet. */
    record Channel(String target, boolean live, String channel) {}

    record Claim(Channel channel, String by) {}

    /** Channels with a message that could go now and that nobody is posting to. */
    List<Channel> due() {
        var now = SqlTime.of(clock.instant());
        return jdbc.sql(DUE)
                .params(now, now, now)
                .query((row, number) ->
                        new Channel(row.getString("target"), row.getBoolean("live"), row.getString("channel")))
                .list();
    }

    /** Empty when another server was quicker. */
    Optional<Claim> take(Channel channel) {
        insert.insert(
                "insert into fd_message_channel (target, live, channel) values (?, ?, ?)",
                channel.target(),
                channel.live(),
                channel.channel());
        var claim = new Claim(channel, UUID.randomUUID().toString());
        var now = clock.instant();
        int taken = jdbc.sql("update fd_message_channel set claimed_by = ?, claimed_until = ?"
                        + " where target = ? and live = ? and channel = ?"
                        + " and (claimed_until is null or claimed_until <= ?) and (next_at is null or next_at <= ?)")
                .params(
                        claim.by(),
                        SqlTime.of(now.plus(length)),
                        channel.target(),
                        channel.live(),
                        channel.channel(),
                        SqlTime.of(now),
                        SqlTime.of(now))
                .update();
        return taken == 1 ? Optional.of(claim) : Optional.empty();
    }

    /** False when another server has taken the channel after the claim ran out, or the chat asked for a pause. */
    boolean renew(Claim claim) {
        var now = clock.instant();
        return update(
                        claim,
                        "set claimed_until = :until",
                        "and (next_at is null or next_at <= :now)",
                        Map.of("until", SqlTime.of(now.plus(length)), "now", SqlTime.of(now)))
                == 1;
    }

    void release(Claim claim) {
        update(claim, "set claimed_by = null, claimed_until = null", "", Map.of());
    }

    /** Nobody posts to the channel before then. */
    void pause(Claim claim, Instant until) {
        update(claim, "set next_at = :until", "", Map.of("until", SqlTime.of(until)));
    }

    private int update(Claim claim, String set, String and, Map<String, ?> values) {
        var channel = claim.channel();
        return jdbc.sql("update fd_message_channel " + set
                        + " where target = :target and live = :live and channel = :channel and claimed_by = :by " + and)
                .param("target", channel.target())
                .param("live", channel.live())
                .param("channel", channel.channel())
                .param("by", claim.by())
                .params(values)
                .update();
    }
}
