package io.firedrill.integrations.sandbox.fleet;

/** Who and what an install is to the auth server. */
record AppIdentity(String client, String device, String owner) {}
