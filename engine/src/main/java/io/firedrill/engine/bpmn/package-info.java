/** Carries out diagrams with Camunda 7; the only package that knows it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"home", "problem", "run", "action"})
package io.firedrill.engine.bpmn;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
