package io.firedrill.web.api;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;

/** Reads request bodies and names everything that is wrong with one at once: unknown, missing and mistyped fields. */
@Component
class BodyConverter extends AbstractHttpMessageConverter<Bodies.Body> {
    private static final int LARGEST = 256 * 1024;
    private static final int LONGEST_TEXT = 64 * 1024;
    private static final String CODE = "FD-FIELD";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    BodyConverter() {
        super(MediaType.APPLICATION_JSON);
    }

    /** The body is larger than any honest one. */
    static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLargeException(long limit) {
            super("The body is larger than %d bytes.".formatted(limit));
        }
    }

    @Override
    protected boolean supports(Class<?> type) {
        return Bodies.Body.class.isAssignableFrom(type) && type.isRecord();
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected Bodies.Body readInternal(Class<? extends Bodies.Body> type, HttpInputMessage message) throws IOException {
        var bytes = message.getBody().readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) throw new TooLargeException(LARGEST);
        try {
            return read(type, JSON.readTree(bytes));
        } catch (JacksonException e) {
            throw new HttpMessageNotReadableException("Not JSON: " + e.getOriginalMessage(), e, message);
        }
    }

    @Override
    protected void writeInternal(Bodies.Body body, HttpOutputMessage message) {
        throw new HttpMessageNotWritableException("Request bodies are only read.");
    }

    private static Bodies.Body read(Class<? extends Bodies.Body> type, JsonNode node) {
        if (!node.isObject())
            throw FiredrillException.invalid(
                    List.of(Problem.of("FD-BODY", "The body is not a JSON object.", "Send an object in braces.")));
        var components = type.getRecordComponents();
        var problems = new ArrayList<Problem>();
        var known = Arrays.stream(components).map(RecordComponent::getName).toList();
        for (var name : node.propertyNames()) if (!known.contains(name)) problems.add(unknown(name, known));
        List<@Nullable Object> values = new ArrayList<>();
        for (var component : components) values.add(value(component, node.get(component.getName()), problems));
        if (!problems.isEmpty()) throw FiredrillException.invalid(problems);
        return make(type, components, values);
    }

    private static Problem unknown(String name, List<String> known) {
        return Problem.at(
                name,
                CODE,
                "There is no field '%s'.".formatted(name.length() > 60 ? name.substring(0, 60) + "…" : name),
                "Fields here: " + String.join(", ", known) + ".");
    }

    private static @Nullable Object value(RecordComponent component, @Nullable JsonNode node, List<Problem> problems) {
        var name = component.getName();
        if (node == null || node.isNull()) {
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                problems.add(Problem.at(name, CODE, "'%s' is missing.".formatted(name), "Add it."));
            return null;
        }
        if (component.getType() == Map.class) return texts(name, node, problems);
        if (component.getType() == Long.class) return whole(name, node, problems);
        return text(name, node, problems);
    }

    private static @Nullable Long whole(String name, JsonNode node, List<Problem> problems) {
        if (node.isIntegralNumber() && node.canConvertToLong()) return node.longValue();
        problems.add(Problem.at(
                name,
                CODE,
                "'%s' is %s and must be a whole number.".formatted(name, kind(node)),
                "Write it without quotes."));
        return null;
    }

    private static @Nullable String text(String where, JsonNode node, List<Problem> problems) {
        if (!node.isString()) {
            problems.add(Problem.at(
                    where,
                    CODE,
                    "'%s' is %s and must be a text.".formatted(where, kind(node)),
                    "Write it in double quotes."));
            return null;
        }
        var text = node.stringValue();
        if (text.length() > LONGEST_TEXT) {
            problems.add(Problem.at(
                    where,
                    CODE,
                    "'%s' has %d characters; %d is the most.".formatted(where, text.length(), LONGEST_TEXT),
                    "Shorten it."));
            return null;
        }
        return text;
    }

    private static @Nullable Map<String, String> texts(String name, JsonNode node, List<Problem> problems) {
        if (!node.isObject()) {
            problems.add(Problem.at(
                    name,
                    CODE,
                    "'%s' is %s and must be an object of texts.".formatted(name, kind(node)),
                    "Write {\"name\":\"value\"}."));
            return null;
        }
        var texts = new LinkedHashMap<String, String>();
        for (var property : node.properties()) {
            var text = text(name + "." + property.getKey(), property.getValue(), problems);
            if (text != null) texts.put(property.getKey(), text);
        }
        return texts;
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case STRING -> "a text";
            case NULL, MISSING, BINARY, POJO -> "nothing";
        };
    }

    private static Bodies.Body make(
            Class<? extends Bodies.Body> type, RecordComponent[] components, List<@Nullable Object> values) {
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Cannot make a " + type.getSimpleName() + " of "
                            + Arrays.stream(types).map(Class::getSimpleName).collect(Collectors.joining(", ")),
                    e);
        }
    }
}
