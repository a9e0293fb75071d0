package io.firedrill.runbooks.lint;

import io.firedrill.runbooks.format.Draft;

/** What rules over manifest, diagram and messages together see. */
record Whole(Draft draft, Drawn drawn, Declared declared) {}
