package dev.cutover.faults.defects;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of defects: the YAML files beside this class. */
final class Defects {
    private static final List<String> FAMILIES =
            List.of("rows", "shape", "permissions", "outside", "checks", "strangers");
    private static final JsonMapper MAPPER = new JsonMapper(new YAMLFactory());

    private Defects() {}

    /** The production that they are seeded into. */
    static Baseline baseline() {
        return read("baseline", new TypeReference<>() {});
    }

    /** All of them by family. */
    static Map<String, List<Defect>> byFamily() {
        Map<String, List<Defect>> families = new LinkedHashMap<>();
        FAMILIES.forEach(family -> families.put(family, read(family, new TypeReference<>() {})));
        return families;
    }

    private static <T> T read(String name, TypeReference<T> type) {
        try (InputStream file = Defects.class.getResourceAsStream(name + ".yaml")) {
            return MAPPER.readValue(file, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
