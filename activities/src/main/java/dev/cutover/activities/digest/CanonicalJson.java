package dev.cutover.activities.digest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Map;
import java.util.TreeMap;

/**
 * A value as JSON text that is the same for equal values: keys sorted, no spaces, times and durations in ISO 8601. Hashes
 * of plans and evidence are taken over it.
 */
public final class CanonicalJson {
    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    /** The text of a value. */
    public String text(Object value) {
        return write(sorted(json.valueToTree(value)));
    }

    /** SHA-256 (hex) over a record's text without some of its fields. */
    public String hashWithout(Object value, String... fields) {
        JsonNode tree = json.valueToTree(value);
        for (String field : fields) {
            ((ObjectNode) tree).remove(field);
        }
        return Sha256.hex(write(sorted(tree)));
    }

    private Object sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            return fields;
        }
        if (node.isArray()) {
            return node.valueStream().map(this::sorted).toList();
        }
        return node;
    }

    private String write(Object tree) {
        try {
            return json.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values is always JSON.", e);
        }
    }
}
