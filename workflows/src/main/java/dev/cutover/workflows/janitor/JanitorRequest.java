package dev.cutover.workflows.janitor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.request.JsonFields;
import dev.cutover.workflows.request.RequestParser;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the janitor is asked for.
 *
 * @param target name of the environment
 * @param apply whether to remove; otherwise it only says what it would remove
 * @param gone ids of deployments of which a person says that they run nowhere any more; where Temporal knows better, it counts
 * @param endHolds whether old production may go before the hold of the deployment that left it would have ended
 */
public record JanitorRequest(String target, boolean apply, List<String> gone, boolean endHolds) {
    private static final List<String> FIELDS = List.of("target", "apply", "gone", "endHolds");
    private static final Pattern DEPLOYMENT = Pattern.compile("[a-z0-9]{8}");

    /** The workflow id that command line and schedule use for a target. */
    public static String workflowId(String target) {
        return "cutover-janitor-" + target;
    }

    /**
     * Reads {@code {"target", "apply", "gone", "endHolds"}}; all but the target may be left out.
     *
     * @throws IllegalArgumentException with everything that is wrong, in whole sentences
     */
    public static JanitorRequest parse(JsonNode input) {
        if (input == null || !input.isObject()) {
            throw new IllegalArgumentException(
                    "The input is not a JSON object. Give for example --input '{\"target\": \"prod\"}'.");
        }
        List<String> problems = new ArrayList<>();
        JsonFields fields = new JsonFields(input, "", problems);
        fields.refuseUnknown(FIELDS);
        String target = fields.text("target", null, 100);
        if (!RequestParser.isTargetName(target)) {
            problems.add("target must name one of the worker's configured targets.");
        }
        List<String> gone = fields.texts("gone", 8);
        if (!gone.stream().allMatch(id -> DEPLOYMENT.matcher(id).matches())) {
            problems.add("gone may hold only deployment ids of eight characters.");
        }
        JanitorRequest request = new JanitorRequest(target, fields.flag("apply"), gone, fields.flag("endHolds"));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(" ", problems));
        }
        return request;
    }
}
