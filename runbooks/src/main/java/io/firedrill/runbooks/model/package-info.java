/** What a runbook is: immutable, without Spring and without an engine. */
@NullMarked
package io.firedrill.runbooks.model;

import org.jspecify.annotations.NullMarked;
