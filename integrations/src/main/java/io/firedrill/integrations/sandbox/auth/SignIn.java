package io.firedrill.integrations.sandbox.auth;

/**
 * What a sign-in is known by afterwards; every token of it carries the session's id.
 *
 * @param session the id, which is no secret and not the cookie
 */
record SignIn(String session) {}
