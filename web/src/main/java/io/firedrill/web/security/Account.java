package io.firedrill.web.security;

import java.util.Set;

/**
 * A local account.
 *
 * @param breakGlass may sign in with its password also while people sign in through an identity provider
 */
record Account(String name, Set<Role> roles, String passwordHash, boolean enabled, boolean breakGlass) {}
