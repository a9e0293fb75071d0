/** Slack as a target's chat, by its official client. */
@NullMarked
package io.firedrill.integrations.slack;

import org.jspecify.annotations.NullMarked;
