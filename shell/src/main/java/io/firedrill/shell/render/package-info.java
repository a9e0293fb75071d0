/** How documents become text: tables, pages, JSON, YAML and CSV. */
@NullMarked
package io.firedrill.shell.render;

import org.jspecify.annotations.NullMarked;
