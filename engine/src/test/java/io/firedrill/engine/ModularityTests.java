package io.firedrill.engine;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {
    @Test
    void packagesUseOnlyWhatTheyDeclare() {
        ApplicationModules.of("io.firedrill.engine").verify();
    }
}
