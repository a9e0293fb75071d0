package io.firedrill.runbooks.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.firedrill.runbooks.model.ActionSpec;
import io.firedrill.runbooks.model.ActionSpec.Effect;

class ActionCatalogueTests {
    private final ActionCatalogue catalogue = ActionCatalogue.shipped();

    @Test
    void findsEveryActionByItsTopic() {
        assertThat(catalogue.all()).allSatisfy(spec -> {
            assertThat(catalogue.find(spec.topic())).contains(spec);
            assertThat(spec.topic()).matches("[a-z]+(\\.[a-z]+(-[a-z]+)*)");
            assertThat(spec.description()).endsWith(".");
        });
        assertThat(catalogue.find("auth.revok")).isEmpty();
    }

    @Test
    void whatUndoesAChangeIsItselfAnActionThatChanges() {
        assertThat(catalogue.all().stream().filter(spec -> spec.undoTopic() != null))
                .allSatisfy(spec -> {
                    assertThat(spec.effect()).isEqualTo(Effect.CHANGES);
                    assertThat(catalogue.find(String.valueOf(spec.undoTopic())))
                            .get()
                            .extracting(ActionSpec::effect)
                            .isEqualTo(Effect.CHANGES);
                });
    }

    @Test
    void everyActionCanWaitForAnother() {
        assertThat(catalogue.all()).allSatisfy(spec -> assertThat(spec.inputs()).anySatisfy(input -> {
            assertThat(input.name()).isEqualTo(ActionCatalogue.WAITS_FOR);
            assertThat(input.defaultValue()).isEmpty();
        }));
    }
}
