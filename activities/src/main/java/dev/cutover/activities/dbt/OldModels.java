package dev.cutover.activities.dbt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.activities.project.ProjectProblem;
import dev.cutover.migration.Finding;
import dev.cutover.migration.OldSyntax;
import dev.cutover.migration.Settings;
import dev.cutover.workflows.text.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sources and sinks in the syntax before dbt-materialize 1.7.6. dbt reads such a project without a word and fails when it builds
 * the model, so that they are looked for in the text.
 *
 * @param problems what has to be rewritten before the project can be deployed
 * @param warnings what may have to be
 */
record OldModels(List<ProjectProblem> problems, List<String> warnings) {
    private static final Set<String> KINDS = Set.of("source", "sink");

    /** The message is kept in the deployment's history: it shows some models, not a whole project. */
    private static final int MOST_SHOWN = 5;

    private static final int MOST_LINES = 40;

    private static final String WHY =
            "Its body is a whole statement, which dbt-materialize does not take since 1.7.6. ";

    /**
     * Looks at every model that is a source or a sink, deployed or not: the project's own dbt can run none of them.
     *
     * @param project folder of the project
     * @param projectName name of the project
     * @param manifest dbt's manifest of it
     * @param path the project's path in the request
     */
    static OldModels of(Path project, String projectName, JsonNode manifest, String path) {
        OldModels found = new OldModels(new ArrayList<>(), new ArrayList<>());
        String command = "cutover migrate " + (path == null || path.isBlank() ? "." : Shell.word(path));
        List<DbtNode> nodes = new ArrayList<>();
        manifest.path("nodes").elements().forEachRemaining(json -> nodes.add(new DbtNode(json)));
        nodes.sort(Comparator.comparing(node -> node.file(projectName)));
        for (DbtNode node : nodes) {
            if (KINDS.contains(node.materialized()) && node.resourceType().equals("model")) {
                found.look(node, project.resolve(node.file(projectName)), node.file(projectName), command);
            }
        }
        return found;
    }

    private void look(DbtNode node, Path path, String file, String command) {
        Finding finding = OldSyntax.of(text(node, path), settings(node));
        if (finding instanceof Finding.Rewritten rewritten) {
            problems.add(new ProjectProblem(file, rewritten.line(), 1, WHY + advice(file, rewritten, command)));
        } else if (finding instanceof Finding.ByHand byHand && byHand.refused()) {
            problems.add(new ProjectProblem(file, byHand.line(), 1, WHY + byHand.what()));
        } else if (finding instanceof Finding.ByHand byHand) {
            warnings.add(file + ":" + byHand.line() + " may be in the syntax before dbt-materialize 1.7.6. "
                    + byHand.what());
        }
    }

    private String advice(String file, Finding.Rewritten rewritten, String command) {
        if (file.startsWith("dbt_packages/")) {
            return "It belongs to a package: take a newer version of that.";
        }
        String next = "In your checkout, type: " + command + " (shows the change), then: " + command + " --write.";
        List<String> lines = rewritten.text().lines().toList();
        return problems.size() >= MOST_SHOWN || lines.size() > MOST_LINES
                ? next
                : next + " The model becomes:\n"
                        + lines.stream().map(line -> "      " + line).collect(Collectors.joining("\n"));
    }

    /** The file itself: the manifest leaves out the lines before the first that is not blank. */
    private static String text(DbtNode node, Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            return node.json().path("raw_code").asText();
        }
    }

    private static Settings settings(DbtNode node) {
        JsonNode cluster = node.config("cluster");
        return new Settings(
                node.materialized(),
                cluster.isTextual() ? cluster.asText() : null,
                cluster.isTextual() ? "the project" : null);
    }
}
