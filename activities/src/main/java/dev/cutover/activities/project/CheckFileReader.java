package dev.cutover.activities.project;

import dev.cutover.activities.materialize.sql.NameScope;
import dev.cutover.activities.materialize.sql.ParsedStatement;
import dev.cutover.activities.materialize.sql.SqlTextException;
import dev.cutover.activities.materialize.sql.StatementKind;
import dev.cutover.activities.materialize.sql.StatementParser;
import java.util.List;

/** Reads one file below checks. */
final class CheckFileReader {
    private CheckFileReader() {}

    /** The check of a file, not yet linked; null, and problems in the list, when it cannot be one. */
    static SqlCheck read(ProjectFile file, NameScope scope, List<ProjectProblem> problems) {
        String text = SourceText.of(file, problems);
        if (text == null) {
            return null;
        }
        try {
            List<ParsedStatement> statements = StatementParser.parseAll(text);
            if (statements.size() == 1 && statements.get(0).kind() == StatementKind.QUERY) {
                String name =
                        file.path().substring("checks/".length(), file.path().length() - ".sql".length());
                return new SqlCheck(name, file.path(), statements.get(0), List.of(), scope);
            }
            problems.add(
                    statements.isEmpty()
                            ? ProjectProblem.of(file.path(), "The file is empty. A check is one query.")
                            : ProjectProblem.at(
                                    file.path(),
                                    statements.get(statements.size() - 1).first(),
                                    "A check is one query and nothing else."));
        } catch (SqlTextException e) {
            problems.add(new ProjectProblem(file.path(), e.line(), e.column(), e.getMessage()));
        }
        return null;
    }
}
