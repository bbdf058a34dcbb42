package dev.cutover.activities.materialize.ownership;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The comment of a green schema or cluster. Blue's own comment is not in it: blue keeps it, also as retired, from where it is
 * put back on production after the swap.
 *
 * @param deployment the deployment's id
 * @param workflowId id of the workflow; null when a comment could not hold it
 * @param target name of the environment
 * @param id catalog id of the schema or cluster itself: a comment that somebody copied elsewhere says nothing
 * @param namespace id of the Temporal namespace that the workflow is of; null when it is not known
 * @param design what it was made by, see {@link Design}; null when that is not asked for
 */
public record OwnershipLine(
        String deployment, String workflowId, String target, String id, String namespace, String design) {
    /** A comment holds at most 1,024 bytes (FINDINGS 16). */
    private static final int MOST_BYTES = 1024;

    private static final String START = "{\"cutover\":";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The line, at most 1,024 bytes of UTF-8. */
    public String text() {
        String whole = write(workflowId);
        // A cut id would name another workflow, or none: without one nobody asks Temporal the wrong question.
        return whole.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES ? write(null) : whole;
    }

    private String write(String workflow) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("cutover", 1);
        line.put("deployment", deployment);
        line.put("target", target);
        line.put("id", id);
        if (namespace != null) {
            line.put("namespace", namespace);
        }
        if (design != null) {
            line.put("design", design);
        }
        if (workflow != null) {
            line.put("workflow", workflow);
        }
        return line.toString();
    }

    /** The line that a comment holds; empty when the comment is somebody's own text. */
    public static Optional<OwnershipLine> parse(String comment) {
        if (comment == null || !comment.startsWith(START)) {
            return Optional.empty();
        }
        try {
            JsonNode line = JSON.readTree(comment);
            return line.hasNonNull("deployment")
                    ? Optional.of(new OwnershipLine(
                            line.path("deployment").asText(),
                            line.path("workflow").asText(null),
                            line.path("target").asText(null),
                            line.path("id").asText(null),
                            line.path("namespace").asText(null),
                            line.path("design").asText(null)))
                    : Optional.empty();
        } catch (JsonProcessingException notOurs) {
            return Optional.empty();
        }
    }

    /** A comment without our line: what people wrote, or null. */
    public static String withoutLine(String comment) {
        return parse(comment).isPresent() ? null : comment;
    }

    /** The line of this deployment on the thing of this id; empty when the comment says anything else. */
    public static Optional<OwnershipLine> of(String deployment, String id, String comment) {
        return parse(comment).filter(line -> line.deployment().equals(deployment) && id.equals(line.id()));
    }

    /** Whether a comment says that this deployment made the thing of this id. */
    public static boolean isOf(String deployment, String id, String comment) {
        return of(deployment, id, comment).isPresent();
    }

    /** Whether a comment says that this deployment made the thing. */
    public static boolean isOf(String deployment, String comment) {
        return parse(comment).map(line -> line.deployment().equals(deployment)).orElse(false);
    }
}
