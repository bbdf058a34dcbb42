package dev.cutover.starter.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import io.temporal.common.converter.JacksonJsonPayloadConverter;

/** JSON as workers write it. Lenient, since a newer worker may say more than we know. */
public final class Json {
    private static final ObjectMapper MAPPER = JacksonJsonPayloadConverter.newDefaultObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private Json() {}

    /** A tree as a value. */
    public static <T> T read(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new Problem(
                    ExitCode.UNEXPECTED,
                    "The worker's answer cannot be read as " + type.getSimpleName() + ": " + e.getOriginalMessage()
                            + ". Use the version of cutover that the worker has; --json shows the answer as it is.",
                    e);
        }
    }

    /** A value as a tree. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** A tree in one line with its fields sorted: the same text for the same tree, whoever wrote it. */
    public static String canonical(JsonNode tree) {
        return line(MAPPER.convertValue(tree, Object.class));
    }

    /** A value in one line. */
    public static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + value.getClass(), e);
        }
    }
}
