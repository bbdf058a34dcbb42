package dev.cutover.workflows.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A message as it was read, with what is wrong with it.
 *
 * @param by who sent it; null when it does not say
 * @param planHash the plan it is for; null when it does not say
 * @param decision what an update {@code decide} decides; null when it does not say
 * @param reason why; may be null
 * @param evidenceDigest the evidence it is for; may be null
 * @param overrides names of failing checks that it overrides
 * @param breakGlass whether it lifts a freeze
 * @param proof a signed decision, which says all the rest; may be null
 * @param problems everything that is wrong with it, in words; empty when it can be judged
 */
record Message(
        String by,
        String planHash,
        String decision,
        String reason,
        String evidenceDigest,
        List<String> overrides,
        boolean breakGlass,
        String proof,
        List<String> problems) {
    private static final List<String> OPTIONAL =
            List.of("reason", "evidenceDigest", "overrides", "breakGlass", "proof");
    static final List<String> ORDER_FIELDS = List.of("by", "reason");
    static final List<String> DECISION_FIELDS =
            Stream.concat(Stream.of("by", "planHash"), OPTIONAL.stream()).toList();
    static final List<String> DECIDE_FIELDS =
            Stream.concat(Stream.of("decision"), DECISION_FIELDS.stream()).toList();
    private static final int LONGEST_TEXT = 1000;
    private static final int LONGEST_PROOF = 10_000;
    private static final int MOST_OVERRIDES = 1000;
    private static final int LONGEST_NAME = 40;

    /** Reads a message that may have the given fields; the optional ones may be left out. Null stands for no input. */
    static Message read(JsonNode input, List<String> fields) {
        if (input == null || input.isNull() || input.isMissingNode()) {
            return unreadable("it came without input; give --input '" + example(fields) + "'");
        }
        if (!input.isObject()) {
            return unreadable("its input is not a JSON object; give --input '" + example(fields) + "'");
        }
        return new Reading(input, fields).message();
    }

    private static Message unreadable(String problem) {
        return new Message(null, null, null, null, null, List.of(), false, null, List.of(problem));
    }

    private static String example(List<String> fields) {
        List<String> parts = new ArrayList<>();
        for (String field : fields) {
            switch (field) {
                case "decision" -> parts.add("\"decision\":\"APPROVE\"");
                case "by" -> parts.add("\"by\":\"you\"");
                case "planHash" -> parts.add("\"planHash\":\"<first 8 characters or more>\"");
                case "reason" -> parts.add("\"reason\":\"why\"");
                default -> {
                    // What few need would only be in the way.
                }
            }
        }
        return "{" + String.join(",", parts) + "}";
    }

    /** One object, field by field. */
    private static final class Reading {
        private final JsonNode input;
        private final List<String> fields;
        private final List<String> problems = new ArrayList<>();

        Reading(JsonNode input, List<String> fields) {
            this.input = input;
            this.fields = fields;
        }

        Message message() {
            input.fieldNames().forEachRemaining(name -> {
                if (!fields.contains(name)) {
                    problems.add("there is no field " + name.substring(0, Math.min(name.length(), LONGEST_NAME))
                            + NearestName.hint(name, fields) + ", only " + String.join(", ", fields));
                }
            });
            String proof = text("proof", LONGEST_PROOF);
            boolean needed = proof == null;
            return new Message(
                    needed ? required("by") : text("by", LONGEST_TEXT),
                    needed ? required("planHash") : text("planHash", LONGEST_TEXT),
                    needed ? required("decision") : text("decision", LONGEST_TEXT),
                    text("reason", LONGEST_TEXT),
                    text("evidenceDigest", LONGEST_TEXT),
                    overrides(),
                    breakGlass(),
                    proof,
                    List.copyOf(problems));
        }

        private String required(String name) {
            if (fields.contains(name) && absent(name)) {
                problems.add(name + " is missing");
            }
            return text(name, LONGEST_TEXT);
        }

        private String text(String name, int longest) {
            if (!fields.contains(name) || absent(name)) {
                return null;
            }
            JsonNode value = input.get(name);
            if (!value.isTextual()
                    || value.textValue().length() > longest
                    || (!name.equals("reason") && value.textValue().isBlank())) {
                problems.add(name + " must be a text of 1 to " + longest + " characters");
                return null;
            }
            return value.textValue().strip();
        }

        private List<String> overrides() {
            if (!fields.contains("overrides") || absent("overrides")) {
                return List.of();
            }
            JsonNode value = input.get("overrides");
            List<String> checks = new ArrayList<>();
            boolean sound = value.isArray() && value.size() <= MOST_OVERRIDES;
            for (JsonNode check : value) {
                sound &= check.isTextual() && check.textValue().length() <= LONGEST_TEXT;
                checks.add(check.asText());
            }
            if (!sound) {
                problems.add("overrides must be a list of names of checks");
                return List.of();
            }
            return List.copyOf(checks);
        }

        private boolean breakGlass() {
            if (!fields.contains("breakGlass") || absent("breakGlass")) {
                return false;
            }
            if (!input.get("breakGlass").isBoolean()) {
                problems.add("breakGlass must be true or false without quotes");
            }
            return input.get("breakGlass").asBoolean();
        }

        private boolean absent(String name) {
            return !input.hasNonNull(name);
        }
    }
}
