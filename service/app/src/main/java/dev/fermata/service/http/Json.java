package dev.fermata.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.threeten.extra.PeriodDuration;

/** One JSON dialect for everything: snake_case, ISO 8601 to the second, and nothing read that is not what was asked for. */
public final class Json {

    private Json() {}

    /** Makes this mapper speak it, and returns it. */
    public static ObjectMapper configure(ObjectMapper mapper) {
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .registerModule(new SimpleModule("fermata")
                        .addSerializer(PeriodDuration.class, ToStringSerializer.instance)
                        .addSerializer(Instant.class, new SecondsSerializer())
                        .addSerializer(Enum.class, new LowerCaseSerializer()));
        for (var shape : new CoercionInputShape[] {
            CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
        }) {
            mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
        }
        return mapper;
    }

    private static final class SecondsSerializer extends com.fasterxml.jackson.databind.JsonSerializer<Instant> {
        @Override
        public void serialize(
                Instant instant,
                com.fasterxml.jackson.core.JsonGenerator generator,
                com.fasterxml.jackson.databind.SerializerProvider serializers)
                throws java.io.IOException {
            generator.writeString(instant.truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }

    /** Enum constants by their lower-case name, as they are stored and read. */
    @SuppressWarnings("rawtypes")
    private static final class LowerCaseSerializer extends com.fasterxml.jackson.databind.JsonSerializer<Enum> {
        @Override
        public void serialize(
                Enum constant,
                com.fasterxml.jackson.core.JsonGenerator generator,
                com.fasterxml.jackson.databind.SerializerProvider serializers)
                throws java.io.IOException {
            generator.writeString(constant.name().toLowerCase(Locale.ROOT));
        }
    }
}
