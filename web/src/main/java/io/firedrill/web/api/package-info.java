/** The REST API under {@code /api/v1}: what the shell and other programs use. */
@NullMarked
package io.firedrill.web.api;

import org.jspecify.annotations.NullMarked;
