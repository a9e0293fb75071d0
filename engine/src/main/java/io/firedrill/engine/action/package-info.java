/** The actions that runbooks call, the worker that runs them, and the ledger of their effects. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "database",
            "home",
            "redact",
            "problem",
            "journal",
            "seal",
            "port",
            "target",
            "library",
            "comms",
            "run"
        })
package io.firedrill.engine.action;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
