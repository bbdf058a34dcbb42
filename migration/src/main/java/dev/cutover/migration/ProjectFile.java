package dev.cutover.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code dbt_project.yml} says about models. */
final class ProjectFile {
    private static final String NAME = "dbt_project.yml";

    private final JsonNode file;

    private ProjectFile(JsonNode file) {
        this.file = file;
    }

    /** Reads it from a project's folder. */
    static ProjectFile of(Path project) {
        Path path = project.resolve(NAME);
        if (!Files.isRegularFile(path)) {
            throw new MigrationException("There is no dbt project in " + project + ": it has no " + NAME
                    + ". Name the folder that holds it. Nothing was changed.");
        }
        try {
            JsonNode file = new YAMLMapper().readTree(path.toFile());
            return new ProjectFile(file == null ? new YAMLMapper().createObjectNode() : file);
        } catch (IOException e) {
            throw new MigrationException(path + " cannot be read as YAML. Correct it first. Nothing was changed.");
        }
    }

    /** The folders of models, as they are written. */
    List<String> modelPaths() {
        // Before dbt 1.0 the same list had another name.
        JsonNode written = file.has("model-paths") ? file.path("model-paths") : file.path("source-paths");
        List<String> paths = new ArrayList<>();
        written.forEach(path -> paths.add(path.asText()));
        return paths.isEmpty() ? List.of("models") : paths;
    }

    /**
     * What is configured for a model by its folders; the nearest counts.
     *
     * @param folders the folders between the model path and the file, then the model's name
     */
    Settings settings(List<String> folders) {
        Settings settings = Settings.NONE;
        JsonNode level = file.path("models");
        String place = NAME + " (models";
        settings = with(settings, level, place);
        List<String> steps = new ArrayList<>();
        steps.add(file.path("name").asText());
        steps.addAll(folders);
        for (String step : steps) {
            level = level.path(step);
            place += "." + step;
            settings = with(settings, level, place);
        }
        return settings;
    }

    private static Settings with(Settings outer, JsonNode level, String place) {
        String materialized = text(level, "materialized");
        String cluster = text(level, "cluster");
        return new Settings(
                materialized == null ? outer.materialized() : materialized,
                cluster == null ? outer.cluster() : cluster,
                cluster == null ? outer.clusterPlace() : place + ")");
    }

    private static String text(JsonNode level, String key) {
        JsonNode marked = level.path("+" + key);
        JsonNode value = marked.isTextual() ? marked : level.path(key);
        return value.isTextual() ? value.asText() : null;
    }
}
