package dev.cutover.workflows.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.text.DurationText;
import dev.cutover.workflows.text.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the fields of one JSON object and adds a sentence for each that cannot be read. A null value means left out. */
public final class JsonFields {
    private static final int LONGEST_LIST = 1000;
    private static final int LONGEST_NAME_SHOWN = 60;

    private final JsonNode object;
    private final String prefix;
    private final List<String> problems;

    public JsonFields(JsonNode object, String prefix, List<String> problems) {
        this.object = object;
        this.prefix = prefix;
        this.problems = problems;
    }

    /** What a value is, in words. */
    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case OBJECT, POJO -> "an object";
            case NULL, MISSING -> "nothing";
            case BINARY -> "bytes";
        };
    }

    public void refuseUnknown(List<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String shown = name.substring(0, Math.min(name.length(), LONGEST_NAME_SHOWN));
                problems.add("There is no field " + prefix + shown + NearestName.hint(name, known) + "; the fields are "
                        + String.join(", ", known) + ".");
            }
        });
    }

    /** The value of a field, or null when it was left out. */
    JsonNode value(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    void requirePresent(String name, String advice) {
        if (value(name) == null) {
            problems.add(prefix + name + " is missing: " + advice + ".");
        }
    }

    public String text(String name, String whenLeftOut, int longest) {
        JsonNode value = value(name);
        if (value == null) {
            return whenLeftOut;
        }
        if (!value.isTextual()) {
            problems.add(prefix + name + " must be a text, not " + kind(value) + ".");
            return whenLeftOut;
        }
        if (value.textValue().isBlank() || value.textValue().length() > longest) {
            problems.add(prefix + name + " must have 1 to " + longest + " characters.");
            return whenLeftOut;
        }
        return value.textValue();
    }

    public boolean flag(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isBoolean()) {
            problems.add(prefix + name + " must be true or false without quotes, not " + kind(value) + ".");
        }
        return value != null && value.asBoolean();
    }

    Duration duration(String name, Duration whenLeftOut, Duration least, Duration most) {
        JsonNode value = value(name);
        if (value == null) {
            return whenLeftOut;
        }
        Optional<Duration> duration = value.isTextual() ? DurationText.parse(value.textValue()) : Optional.empty();
        if (duration.isEmpty()) {
            problems.add(prefix + name + " is not a duration: write for example \"" + DurationText.of(whenLeftOut)
                    + "\", \"90s\" or \"1h30m\", in quotes.");
            return whenLeftOut;
        }
        if (duration.get().compareTo(least) < 0 || duration.get().compareTo(most) > 0) {
            problems.add(prefix + name + " is " + DurationText.of(duration.get()) + "; it can be "
                    + DurationText.of(least) + " to " + DurationText.of(most) + ".");
            return whenLeftOut;
        }
        return duration.get();
    }

    public List<String> texts(String name, int longest) {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.size() > LONGEST_LIST) {
            problems.add(prefix + name + " must be a list of at most " + LONGEST_LIST + " texts.");
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (element.isTextual()
                    && !element.textValue().isBlank()
                    && element.textValue().length() <= longest) {
                texts.add(element.textValue());
            } else {
                problems.add(prefix + name + " may hold only texts of 1 to " + longest + " characters.");
                return List.of();
            }
        }
        return List.copyOf(texts);
    }
}
