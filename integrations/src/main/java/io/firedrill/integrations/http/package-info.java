/** Resource servers that are only probed: they accept or refuse tokens by themselves and take no orders. */
@NullMarked
package io.firedrill.integrations.http;

import org.jspecify.annotations.NullMarked;
