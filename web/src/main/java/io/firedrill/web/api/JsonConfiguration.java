package io.firedrill.web.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import io.firedrill.web.live.EventText;

/** One way to write times: UTC with milliseconds. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Bean
    JsonMapperBuilderCustomizer timesInMilliseconds() {
        var module = new SimpleModule("firedrill");
        module.addSerializer(Instant.class, new InMilliseconds());
        return builder -> builder.addModule(module);
    }

    @Bean
    EventText eventText(JsonMapper json) {
        return event -> json.writeValueAsString(Views.EventView.of(event));
    }

    private static final class InMilliseconds extends ValueSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
            json.writeString(FORM.format(value.truncatedTo(ChronoUnit.MILLIS)));
        }
    }
}
