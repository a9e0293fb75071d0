package io.firedrill.engine.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the data lies.
 *
 * @param url {@code jdbc:postgresql://host/name}; null for H2 in the data folder
 * @param user the PostgreSQL user
 * @param password reference to that user's password: {@code env:NAME} or {@code file:/path}; null when none is needed
 * @param poolSize most connections this server opens
 */
@ConfigurationProperties("firedrill.database")
record DatabaseSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @DefaultValue("20") int poolSize) {}
