/** What the Camunda Modeler needs to offer Firedrill's actions. */
@NullMarked
package io.firedrill.runbooks.modeler;

import org.jspecify.annotations.NullMarked;
