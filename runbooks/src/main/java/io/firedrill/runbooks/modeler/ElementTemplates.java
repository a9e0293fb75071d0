package io.firedrill.runbooks.modeler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

import io.firedrill.runbooks.catalogue.ActionCatalogue;
import io.firedrill.runbooks.model.ActionSpec;
import io.firedrill.runbooks.model.ActionSpec.Input;

/**
 * The modeler's element templates, one per action of the catalogue. They name no schema, which the modeler takes as
 * Camunda 7.
 */
public final class ElementTemplates {
    private ElementTemplates() {}

    /** Writes the file named by the one argument. */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) throw new IllegalArgumentException("Give one argument: the file to write.");
        Files.writeString(Path.of(args[0]), json(ActionCatalogue.shipped()));
    }

    /** The same text for the same catalogue. */
    public static String json(ActionCatalogue catalogue) {
        var lines = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        var templates = catalogue.all().stream().map(ElementTemplates::template).toList();
        return JsonMapper.builder().build().writer().with(printer).writeValueAsString(templates) + "\n";
    }

    private static Map<String, Object> template(ActionSpec spec) {
        var template = new LinkedHashMap<String, Object>();
        template.put("name", "Firedrill: " + spec.title());
        template.put("id", "io.firedrill." + spec.topic());
        template.put("description", spec.description());
        template.put("appliesTo", List.of("bpmn:Task", "bpmn:ServiceTask"));
        template.put("elementType", Map.of("value", "bpmn:ServiceTask"));
        template.put("properties", properties(spec));
        return template;
    }

    private static List<Map<String, Object>> properties(ActionSpec spec) {
        var properties = new ArrayList<Map<String, Object>>();
        properties.add(fixed("camunda:type", "external"));
        properties.add(fixed("camunda:topic", spec.topic()));
        for (var input : spec.inputs()) properties.add(property(input));
        return properties;
    }

    private static Map<String, Object> fixed(String name, String value) {
        var property = new LinkedHashMap<String, Object>();
        property.put("type", "Hidden");
        property.put("value", value);
        property.put("binding", binding("property", name));
        return property;
    }

    private static Map<String, Object> property(Input input) {
        var property = new LinkedHashMap<String, Object>();
        var standard = input.defaultValue();
        property.put("label", input.title());
        if (standard != null && !standard.isEmpty() && input.choices().isEmpty()) {
            property.put("description", "Left empty: " + standard);
        }
        property.put("type", input.choices().isEmpty() ? "String" : "Dropdown");
        if (standard == null) {
            property.put("constraints", Map.of("notEmpty", true));
        } else if (!input.choices().isEmpty()) {
            property.put("value", standard);
        } else {
            // An optional field that stays empty leaves no input behind, and the action takes its default.
            property.put("optional", true);
        }
        if (!input.choices().isEmpty()) property.put("choices", choices(input.choices()));
        property.put("binding", binding("camunda:inputParameter", input.name()));
        return property;
    }

    private static List<Map<String, String>> choices(List<String> values) {
        var choices = new ArrayList<Map<String, String>>();
        for (var value : values) {
            var choice = new LinkedHashMap<String, String>();
            choice.put("name", value);
            choice.put("value", value);
            choices.add(choice);
        }
        return choices;
    }

    private static Map<String, String> binding(String type, String name) {
        var binding = new LinkedHashMap<String, String>();
        binding.put("type", type);
        binding.put("name", name);
        return binding;
    }
}
