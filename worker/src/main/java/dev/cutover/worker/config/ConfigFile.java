package dev.cutover.worker.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads {@code cutover.yaml}. Strict: an unknown key is an error, since a misspelt limit must not mean the default. */
public final class ConfigFile {
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withCoercionConfigDefaults(
                    coercion -> coercion.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull))
            .build();

    private ConfigFile() {}

    /**
     * Reads, fills in the environment and checks.
     *
     * @param file the file; relative paths in it are relative to its folder
     * @param variables the environment
     * @throws ConfigException the file is missing or wrong; the message names file and, where there is one, line
     */
    public static WorkerConfig read(Path file, Map<String, String> variables) throws ConfigException {
        Path folder = file.toAbsolutePath().normalize().getParent();
        try (ExpandingParser yaml =
                new ExpandingParser(YAML.createParser(Files.readString(file)), new Environment(variables))) {
            return bind(yaml).checked(folder);
        } catch (NoSuchFileException e) {
            throw new ConfigException(file + " does not exist. Name the configuration with --config");
        } catch (ConfigException e) {
            throw new ConfigException(file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: " + e.getMessage());
        }
    }

    private static ConfigText bind(ExpandingParser yaml) throws ConfigException, IOException {
        try {
            ConfigText text = yaml.nextToken() == null ? null : MAPPER.readValue(yaml, ConfigText.class);
            if (text == null) {
                throw new ConfigException("it is empty. It needs at least the keys projects and targets");
            }
            return text;
        } catch (JsonProcessingException e) {
            throw inWords(e, yaml);
        }
    }

    // The parser's own texts quote the file, where a password may stand (P9).
    private static ConfigException inWords(JsonProcessingException e, ExpandingParser yaml) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException ours) {
                return ours;
            }
            if (cause instanceof StreamReadException unreadable) {
                boolean twice = unreadable.getOriginalMessage().startsWith("Duplicate");
                return new ConfigException("line " + unreadable.getLocation().getLineNr() + ": "
                        + (twice ? "the same key is given twice" : "this is not valid YAML"));
            }
        }
        if (e instanceof JsonMappingException mapping) {
            String path = mapping.getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("."));
            return new ConfigException("line " + Math.max(1, yaml.lineOf(path)) + ": " + complaint(mapping, path));
        }
        return new ConfigException("this is not valid YAML");
    }

    private static String complaint(JsonMappingException e, String path) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "the key " + path + " is unknown. Known here: "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        return (path.isEmpty() ? "the file" : path) + " has a value of the wrong kind";
    }
}
