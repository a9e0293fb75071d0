/** Run progress, event by event, to browsers and watchers. */
@NullMarked
package io.firedrill.web.live;

import org.jspecify.annotations.NullMarked;
