package dev.cutover.activities.project;

import dev.cutover.activities.materialize.sql.ParsedStatement;
import dev.cutover.activities.materialize.sql.SqlTextException;
import dev.cutover.activities.materialize.sql.StatementKind;
import dev.cutover.activities.materialize.sql.StatementParser;
import java.util.List;

/** Reads one file below clusters. */
final class ClusterFileReader {
    private ClusterFileReader() {}

    /** The cluster of a file; null, and problems in the list, when it cannot be one. */
    static SqlCluster read(ProjectFile file, List<ProjectProblem> problems, List<String> warnings) {
        int before = problems.size();
        String text = SourceText.of(file, problems);
        if (text == null) {
            return null;
        }
        if (file.segments().length != 2) {
            problems.add(ProjectProblem.of(file.path(), "A cluster's file lies directly in clusters/. Move it there."));
            return null;
        }
        ParsedStatement create = null;
        try {
            for (ParsedStatement statement : StatementParser.parseAll(text)) {
                if (statement.kind() == StatementKind.COMMENT || statement.kind() == StatementKind.GRANT) {
                    warnings.add(file.path() + " holds a " + statement.kind() + " in line "
                            + statement.first().line() + ", which is not applied: comments and grants of clusters are"
                            + " those that production has.");
                } else if (statement.kind() != StatementKind.CREATE_CLUSTER || create != null) {
                    problems.add(ProjectProblem.at(
                            file.path(),
                            statement.first(),
                            "A cluster's file holds one CREATE CLUSTER and nothing else."));
                } else {
                    create = statement;
                    checkName(file, statement, problems);
                }
            }
        } catch (SqlTextException e) {
            problems.add(new ProjectProblem(file.path(), e.line(), e.column(), e.getMessage()));
        }
        if (create == null && problems.size() == before) {
            problems.add(ProjectProblem.of(file.path(), "The file creates nothing. It must hold one CREATE CLUSTER."));
        }
        return problems.size() > before ? null : new SqlCluster(file.baseName(), file.path(), create);
    }

    private static void checkName(ProjectFile file, ParsedStatement create, List<ProjectProblem> problems) {
        String name = create.name().toString();
        if (!name.equals(file.baseName())) {
            problems.add(ProjectProblem.at(
                    file.path(),
                    create.name(),
                    "The file must create the cluster " + file.baseName() + ", but creates " + name
                            + ". Names without quotes are folded to lower case. Rename the file or the cluster."));
        }
    }
}
