package dev.cutover.workflows.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the start message. Collects every problem instead of stopping at the first, and answers in words for the person
 * who typed it. An unknown field is a problem: a typo in a deadline must not silently mean the default.
 */
public final class RequestParser {
    private static final List<String> FIELDS = List.of(
            "target",
            "project",
            "requestedBy",
            "dryRun",
            "holdFor",
            "approvalExpiresAfter",
            "hydrationTimeout",
            "lagThreshold",
            "sinkTimeout",
            "onConflict",
            "queueTimeout",
            "removes",
            "adopt");
    private static final List<String> PROJECT_FIELDS = List.of("path", "git", "ref");

    /** Longest target name: the fence's name holds it and has to fit into an identifier. */
    private static final int LONGEST_TARGET = 100;

    private static final Pattern TARGET = Pattern.compile("[a-z0-9-]+");
    private static final Pattern REMOVAL = Pattern.compile("(schema|cluster) \\S.*|[^\\s.].*\\..*\\S");
    private static final String EXAMPLE = "{\"target\": \"prod\", \"project\": {\"path\": \"shop\"}}";

    private final List<String> problems = new ArrayList<>();

    private RequestParser() {}

    /** What a start message asks for, or everything that is wrong with it. Null stands for a message that was left out. */
    public static ParsedRequest parse(JsonNode input) {
        RequestParser parser = new RequestParser();
        if (input == null || input.isNull() || input.isMissingNode()) {
            return new ParsedRequest.Refused(
                    List.of("There is no input. Give one JSON object, for example --input '" + EXAMPLE + "'."));
        }
        if (!input.isObject()) {
            return new ParsedRequest.Refused(List.of("The input is not a JSON object but " + JsonFields.kind(input)
                    + ". Give for example --input '" + EXAMPLE + "'."));
        }
        DeploymentRequest request = parser.read(new JsonFields(input, "", parser.problems));
        return parser.problems.isEmpty()
                ? new ParsedRequest.Understood(request)
                : new ParsedRequest.Refused(List.copyOf(parser.problems));
    }

    /** Whether a text can be a target's name; null cannot. */
    public static boolean isTargetName(String text) {
        return text != null
                && text.length() <= LONGEST_TARGET
                && TARGET.matcher(text).matches();
    }

    private DeploymentRequest read(JsonFields fields) {
        fields.refuseUnknown(FIELDS);
        return new DeploymentRequest(
                target(fields),
                project(fields),
                fields.text("requestedBy", DeploymentRequest.NOBODY, 200),
                fields.flag("dryRun"),
                fields.duration("holdFor", Duration.ofMinutes(30), Duration.ZERO, Duration.ofDays(7)),
                fields.duration(
                        "approvalExpiresAfter", Duration.ofHours(24), Duration.ofSeconds(1), Duration.ofDays(30)),
                fields.duration("hydrationTimeout", Duration.ofHours(6), Duration.ofSeconds(1), Duration.ofDays(7)),
                fields.duration("lagThreshold", Duration.ofSeconds(1), Duration.ofMillis(1), Duration.ofMinutes(5)),
                fields.duration("sinkTimeout", Duration.ofMinutes(15), Duration.ofSeconds(1), Duration.ofHours(24)),
                onConflict(fields),
                fields.duration("queueTimeout", Duration.ofHours(24), Duration.ofSeconds(1), Duration.ofDays(30)),
                removes(fields),
                fields.flag("adopt"));
    }

    private String target(JsonFields fields) {
        String target = fields.text("target", null, LONGEST_TARGET);
        if (target == null) {
            fields.requirePresent("target", "name one of the worker's configured targets");
        } else if (!TARGET.matcher(target).matches()) {
            problems.add("target \"" + target
                    + "\" is not a target's name: use lower-case letters, digits and hyphens only.");
        }
        return target;
    }

    private ProjectRef project(JsonFields fields) {
        JsonNode node = fields.value("project");
        if (node == null) {
            fields.requirePresent("project", "for example {\"path\": \"shop\"}");
            return null;
        }
        if (!node.isObject()) {
            problems.add("project must be an object such as {\"path\": \"shop\"}, not " + JsonFields.kind(node) + ".");
            return null;
        }
        JsonFields project = new JsonFields(node, "project.", problems);
        project.refuseUnknown(PROJECT_FIELDS);
        String git = gitAddress(project);
        String path = project.text("path", git == null ? null : ".", 1000);
        if (path == null) {
            project.requirePresent("path", "the project's folder, below the worker's project root");
        } else {
            checkPath(path);
        }
        String ref = project.text("ref", git == null ? null : "HEAD", 250);
        if (git == null && ref != null) {
            problems.add("project.ref goes with project.git only: a folder of the worker has no versions.");
        } else if (ref != null && (ref.startsWith("-") || ref.chars().anyMatch(Character::isWhitespace))) {
            problems.add("project.ref is not a branch, tag or commit: it begins with a hyphen or holds a blank.");
        }
        return new ProjectRef(path, git, ref);
    }

    private String gitAddress(JsonFields project) {
        String git = project.text("git", null, 1000);
        if (git != null && GitAddress.holdsCredentials(git)) {
            // The address itself is not repeated (P9).
            problems.add("project.git holds a user, password or token, and whoever may read this workflow can read it: "
                    + "change that password or token, and let the worker's own git credentials open the repository.");
        } else if (git != null && git.startsWith("-")) {
            problems.add("project.git is not a repository's address: it begins with a hyphen.");
        }
        return git;
    }

    private void checkPath(String path) {
        boolean climbs = List.of(path.split("[/\\\\]", -1)).contains("..");
        if (path.startsWith("/") || path.startsWith("\\") || climbs) {
            problems.add(
                    "project.path \"" + path
                            + "\" leads out of the project root: give a folder below it, without a leading slash and without \"..\".");
        }
    }

    private OnConflict onConflict(JsonFields fields) {
        String text = fields.text("onConflict", OnConflict.REFUSE.name(), 50);
        if (OnConflict.QUEUE.name().equals(text)) {
            return OnConflict.QUEUE;
        }
        if (!OnConflict.REFUSE.name().equals(text)) {
            problems.add("onConflict must be REFUSE or QUEUE.");
        }
        return OnConflict.REFUSE;
    }

    private List<String> removes(JsonFields fields) {
        List<String> removes = fields.texts("removes", 600);
        for (String removal : removes) {
            if (!REMOVAL.matcher(removal).matches()) {
                problems.add("removes holds \"" + removal
                        + "\": write schema.object, \"schema <name>\" or \"cluster <name>\".");
            }
        }
        return removes;
    }
}
