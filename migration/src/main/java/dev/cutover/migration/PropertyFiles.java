package dev.cutover.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What the YAML files beside the models say of each by its name. */
final class PropertyFiles {
    private final Map<String, Settings> byModel = new HashMap<>();

    /**
     * Reads one more file; one that is no YAML says nothing, as dbt itself will complain of it.
     *
     * @param relative the file relative to the project, for people
     */
    void add(Path file, String relative) {
        JsonNode properties;
        try {
            properties = new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            return;
        }
        for (JsonNode model : properties.path("models")) {
            JsonNode config = model.path("config");
            String cluster =
                    config.path("cluster").isTextual() ? config.path("cluster").asText() : null;
            byModel.put(
                    model.path("name").asText(),
                    new Settings(
                            config.path("materialized").isTextual()
                                    ? config.path("materialized").asText()
                                    : null,
                            cluster,
                            cluster == null ? null : relative));
        }
    }

    /** What they say of a model on top of what is said of its folders. */
    Settings settings(String model, Settings folders) {
        Settings own = byModel.getOrDefault(model, Settings.NONE);
        return new Settings(
                own.materialized() == null ? folders.materialized() : own.materialized(),
                own.cluster() == null ? folders.cluster() : own.cluster(),
                own.cluster() == null ? folders.clusterPlace() : own.clusterPlace());
    }
}
