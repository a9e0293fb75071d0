package io.firedrill.engine.library;

import java.time.Instant;

/** A stored version without its files. */
record StoredVersion(String runbook, String version, Library.Origin origin, String addedBy, Instant addedAt) {}
