package dev.cutover.workflows.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.proof.CompactJws.Malformed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the payload of a signed decision: every field there, each of its kind, nothing else. */
final class ClaimsReader {
    private static final Set<String> FIELDS = Set.of(
            "sub",
            "deployment",
            "workflowId",
            "planHash",
            "evidenceDigest",
            "decision",
            "iat",
            "exp",
            "jti",
            "overrides",
            "reason",
            "breakGlass");
    private static final int LONGEST_TEXT = 1000;
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_NAME_SHOWN = 40;

    /** Seconds since 1970 up to the year 9999. */
    private static final long LATEST = 253_402_300_799L;

    private final JsonNode payload;

    private ClaimsReader(JsonNode payload) {
        this.payload = payload;
    }

    static Claims read(JsonNode payload) throws Malformed {
        for (String name : (Iterable<String>) payload::fieldNames) {
            if (!FIELDS.contains(name)) {
                throw new Malformed("its payload has a field that is not known: "
                        + name.substring(0, Math.min(name.length(), LONGEST_NAME_SHOWN)) + ".");
            }
        }
        ClaimsReader reader = new ClaimsReader(payload);
        String decision = reader.text("decision", LONGEST_ID);
        if (!decision.equals("APPROVE") && !decision.equals("REJECT")) {
            throw new Malformed("its decision must be APPROVE or REJECT.");
        }
        return new Claims(
                reader.text("sub", LONGEST_TEXT),
                reader.text("deployment", LONGEST_TEXT),
                reader.text("workflowId", LONGEST_TEXT),
                reader.text("planHash", LONGEST_TEXT),
                reader.text("evidenceDigest", LONGEST_TEXT),
                decision,
                reader.time("iat"),
                reader.time("exp"),
                reader.text("jti", LONGEST_ID),
                reader.overrides(),
                payload.has("reason") ? reader.text("reason", LONGEST_TEXT) : null,
                reader.breakGlass());
    }

    private String text(String name, int longest) throws Malformed {
        JsonNode value = payload.get(name);
        if (value == null || !value.isTextual() || value.textValue().isBlank()) {
            throw new Malformed("its payload has no text " + name + ".");
        }
        if (value.textValue().length() > longest) {
            throw new Malformed("its " + name + " is longer than " + longest + " characters.");
        }
        return value.textValue();
    }

    private Instant time(String name) throws Malformed {
        JsonNode value = payload.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Malformed("its " + name + " must be whole seconds since 1970.");
        }
        long seconds = value.longValue();
        if (seconds < 0 || seconds > LATEST) {
            throw new Malformed("its " + name + " must be whole seconds since 1970.");
        }
        return Instant.ofEpochSecond(seconds);
    }

    private List<String> overrides() throws Malformed {
        JsonNode value = payload.get("overrides");
        List<String> overrides = new ArrayList<>();
        if (value == null) {
            return overrides;
        }
        boolean sound = value.isArray();
        for (JsonNode check : value) {
            sound &= check.isTextual() && check.textValue().length() <= LONGEST_TEXT;
            overrides.add(check.asText());
        }
        if (!sound) {
            throw new Malformed("its overrides must be a list of names of checks.");
        }
        return overrides;
    }

    private boolean breakGlass() throws Malformed {
        JsonNode value = payload.get("breakGlass");
        if (value != null && !value.isBoolean()) {
            throw new Malformed("its breakGlass must be true or false.");
        }
        return value != null && value.booleanValue();
    }
}
