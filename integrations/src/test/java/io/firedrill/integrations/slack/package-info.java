@NullMarked
package io.firedrill.integrations.slack;

import org.jspecify.annotations.NullMarked;
