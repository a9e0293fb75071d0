/** Who a person is, what they may do, and how a fresh login is proved. */
@NullMarked
package io.firedrill.web.security;

import org.jspecify.annotations.NullMarked;
