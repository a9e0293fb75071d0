/** What every adapter shares: HTTP with time-outs, bounded retries and honest answers, and trust in a given CA. */
@NullMarked
package io.firedrill.integrations.support;

import org.jspecify.annotations.NullMarked;
