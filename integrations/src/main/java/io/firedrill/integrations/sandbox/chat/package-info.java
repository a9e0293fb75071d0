/** The estate's chat: channels, messages, threads. */
@NullMarked
package io.firedrill.integrations.sandbox.chat;

import org.jspecify.annotations.NullMarked;
