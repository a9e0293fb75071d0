/** How refusals leave the server, and the id that ties them to the log. */
@NullMarked
package io.firedrill.web.problem;

import org.jspecify.annotations.NullMarked;
