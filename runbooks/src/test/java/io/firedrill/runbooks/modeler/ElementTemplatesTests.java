package io.firedrill.runbooks.modeler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import io.firedrill.runbooks.catalogue.ActionCatalogue;

class ElementTemplatesTests {
    private static final Path COMMITTED =
            Path.of("src/main/resources/io/firedrill/runbooks/modeler/firedrill-element-templates.json");

    @Test
    void theCommittedFileIsInStepWithTheCatalogue(@TempDir Path folder) throws IOException {
        var written = folder.resolve("templates.json");
        ElementTemplates.main(new String[] {written.toString()});

        assertThat(Files.readString(COMMITTED))
                .as("write it anew: java -cp … io.firedrill.runbooks.modeler.ElementTemplates %s", COMMITTED)
                .isEqualTo(Files.readString(written));
    }

    @Test
    void everyActionHasATemplateThatSetsItsTopic() {
        var templates = JsonMapper.builder().build().readTree(ElementTemplates.json(ActionCatalogue.shipped()));

        assertThat(templates.size()).isEqualTo(ActionCatalogue.shipped().all().size());
        for (var template : templates) {
            var topic = template.path("properties").path(1);
            assertThat(topic.path("binding").path("name").asString()).isEqualTo("camunda:topic");
            assertThat(template.path("id").asString())
                    .isEqualTo("io.firedrill." + topic.path("value").asString());
        }
    }
}
