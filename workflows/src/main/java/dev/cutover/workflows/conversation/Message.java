package dev.cutover.workflows.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.text.NearestName;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as it was read, with what is wrong with it.
 *
 * @param by who sent it; null when it does not say
 * @param planHash the plan it is for; null when it does not say
 * @param decision what an update {@code decide} decides; null when it does not say
 * @param reason why; may be null
 * @param problems everything that is wrong with it, in words; empty when it can be judged
 */
record Message(String by, String planHash, String decision, String reason, List<String> problems) {
    static final List<String> DECISION_FIELDS = List.of("by", "planHash", "reason");
    static final List<String> DECIDE_FIELDS = List.of("decision", "by", "planHash", "reason");
    static final List<String> ORDER_FIELDS = List.of("by", "reason");
    private static final int LONGEST_TEXT = 1000;
    private static final int LONGEST_NAME = 40;

    /** Reads a message that may have the given fields; every one but {@code reason} must be there. Null stands for none. */
    static Message read(JsonNode input, List<String> fields) {
        if (input == null || input.isNull() || input.isMissingNode()) {
            return unreadable("it came without input; give --input '" + example(fields) + "'");
        }
        if (!input.isObject()) {
            return unreadable("its input is not a JSON object; give --input '" + example(fields) + "'");
        }
        List<String> problems = new ArrayList<>();
        input.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                problems.add("there is no field " + name.substring(0, Math.min(name.length(), LONGEST_NAME))
                        + NearestName.hint(name, fields) + ", only " + String.join(", ", fields));
            }
        });
        return new Message(
                text(input, "by", fields, problems),
                text(input, "planHash", fields, problems),
                text(input, "decision", fields, problems),
                text(input, "reason", fields, problems),
                List.copyOf(problems));
    }

    private static Message unreadable(String problem) {
        return new Message(null, null, null, null, List.of(problem));
    }

    private static String text(JsonNode input, String name, List<String> fields, List<String> problems) {
        if (!fields.contains(name)) {
            return null;
        }
        JsonNode value = input.get(name);
        if (value == null || value.isNull()) {
            if (!name.equals("reason")) {
                problems.add(name + " is missing");
            }
            return null;
        }
        boolean optional = name.equals("reason");
        if (!value.isTextual()
                || value.textValue().length() > LONGEST_TEXT
                || (!optional && value.textValue().isBlank())) {
            problems.add(name + " must be a text of 1 to " + LONGEST_TEXT + " characters");
            return null;
        }
        return value.textValue().strip();
    }

    private static String example(List<String> fields) {
        List<String> parts = new ArrayList<>();
        for (String field : fields) {
            switch (field) {
                case "decision" -> parts.add("\"decision\":\"APPROVE\"");
                case "by" -> parts.add("\"by\":\"you\"");
                case "planHash" -> parts.add("\"planHash\":\"<first 8 characters or more>\"");
                default -> parts.add("\"" + field + "\":\"why\"");
            }
        }
        return "{" + String.join(",", parts) + "}";
    }
}
