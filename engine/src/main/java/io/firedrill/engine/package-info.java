/** Runs runbooks: journal, ledger, approvals, messages, proofs. */
@NullMarked
package io.firedrill.engine;

import org.jspecify.annotations.NullMarked;
