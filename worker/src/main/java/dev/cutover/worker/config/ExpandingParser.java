package dev.cutover.worker.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Fills in environment variables value by value, after YAML was understood, so that what a variable holds can never change
 * the file's structure. Remembers each key's line, since that is the one that a person has to edit.
 */
final class ExpandingParser extends JsonParserDelegate {
    private final Environment environment;
    private final Map<String, Integer> lines = new HashMap<>();
    private String expanded;

    ExpandingParser(JsonParser parser, Environment environment) {
        super(parser);
        this.environment = environment;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        expanded = null;
        if (token == JsonToken.FIELD_NAME) {
            lines.putIfAbsent(place(), delegate.currentTokenLocation().getLineNr());
        }
        if (token == JsonToken.VALUE_STRING) {
            try {
                expanded = environment.expand(delegate.getText());
            } catch (ConfigException e) {
                String place = place();
                throw new JsonMappingException(
                        this,
                        place,
                        new ConfigException("line " + lineOf(place) + ": " + place + ": " + e.getMessage()));
            }
        }
        return token;
    }

    @Override
    public JsonToken nextValue() throws IOException {
        JsonToken token = nextToken();
        return token == JsonToken.FIELD_NAME ? nextToken() : token;
    }

    @Override
    public String getText() throws IOException {
        return expanded == null ? super.getText() : expanded;
    }

    @Override
    public char[] getTextCharacters() throws IOException {
        return expanded == null ? super.getTextCharacters() : expanded.toCharArray();
    }

    @Override
    public int getTextLength() throws IOException {
        return expanded == null ? super.getTextLength() : expanded.length();
    }

    @Override
    public int getTextOffset() throws IOException {
        return expanded == null ? super.getTextOffset() : 0;
    }

    @Override
    public String getValueAsString() throws IOException {
        return expanded == null ? super.getValueAsString() : expanded;
    }

    @Override
    public String getValueAsString(String defaultValue) throws IOException {
        return expanded == null ? super.getValueAsString(defaultValue) : expanded;
    }

    /** Line of the key with this dotted path, from 1; 0 when there is none. */
    int lineOf(String path) {
        return lines.getOrDefault(path, 0);
    }

    private String place() {
        return delegate.getParsingContext()
                .pathAsPointer()
                .toString()
                .substring(1)
                .replace('/', '.');
    }
}
