package dev.cutover.activities.project;

import dev.cutover.activities.materialize.sql.NameChain;
import dev.cutover.activities.materialize.sql.NameScope;
import dev.cutover.activities.materialize.sql.ParsedStatement;
import dev.cutover.activities.materialize.sql.SqlTextException;
import dev.cutover.activities.materialize.sql.StatementKind;
import dev.cutover.activities.materialize.sql.StatementParser;
import dev.cutover.activities.materialize.sql.Token;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads one file below models: an object and its companions, by themselves. */
final class ObjectFileReader {
    private static final Set<String> SUBSOURCE_WORDS = Set.of("ALL", "TABLES", "SCHEMAS");

    private final ProjectFile file;
    private final ObjectName expected;
    private final List<ProjectProblem> problems;
    private final List<SqlIndex> indexes = new ArrayList<>();
    private final List<ParsedStatement> companions = new ArrayList<>();
    private ParsedStatement create;
    private ObjectKind kind;

    private ObjectFileReader(ProjectFile file, List<ProjectProblem> problems) {
        this.file = file;
        this.problems = problems;
        String[] segments = file.segments();
        this.expected = new ObjectName(segments[1], segments[2], file.baseName());
    }

    /** The object of a file, not yet linked to others; null, and problems in the list, when it cannot be one. */
    static SqlObject read(ProjectFile file, List<ProjectProblem> problems) {
        ObjectFileReader reader = new ObjectFileReader(file, problems);
        String text = SourceText.of(file, problems);
        return text == null ? null : reader.read(text);
    }

    private SqlObject read(String text) {
        int before = problems.size();
        List<ParsedStatement> statements;
        try {
            statements = StatementParser.parseAll(text);
        } catch (SqlTextException e) {
            problems.add(new ProjectProblem(file.path(), e.line(), e.column(), e.getMessage()));
            return null;
        }
        for (ParsedStatement statement : statements) {
            accept(statement);
        }
        if (create == null && problems.size() == before) {
            problems.add(ProjectProblem.of(
                    file.path(),
                    "The file creates nothing. It must hold one CREATE VIEW, CREATE MATERIALIZED VIEW, CREATE SOURCE or"
                            + " CREATE TABLE … FROM SOURCE named " + expected.name() + "."));
        }
        NameLimits.problemOfObject("object", expected.name())
                .ifPresent(problem -> problems.add(ProjectProblem.of(file.path(), problem)));
        if (problems.size() > before) {
            return null;
        }
        String cluster = create.cluster() == null ? null : create.cluster().identifier();
        NameScope unlinked = new NameScope(expected.schemaName(), Set.of());
        return new SqlObject(
                expected, kind, cluster, file.path(), create, indexes, companions, List.of(), List.of(), unlinked);
    }

    private void accept(ParsedStatement statement) {
        switch (statement.kind()) {
            case CREATE_VIEW -> acceptObject(statement, ObjectKind.VIEW);
            case CREATE_MATERIALIZED_VIEW -> acceptObject(statement, ObjectKind.MATERIALIZED_VIEW);
            case CREATE_SOURCE -> acceptSource(statement);
            case CREATE_TABLE_FROM_SOURCE -> acceptObject(statement, ObjectKind.TABLE);
            case CREATE_INDEX -> acceptIndex(statement);
            case COMMENT, GRANT -> acceptCompanion(statement);
            case CREATE_TABLE ->
                problem(
                        statement.first(),
                        "A plain table in a deployed schema: its rows would stay behind on the retired side. Move it to a"
                                + " schema that is not deployed.");
            case CREATE_SINK ->
                problem(
                        statement.first(),
                        "A sink in a deployed schema: a second one would write everything twice. Move it to a schema that"
                                + " is not deployed.");
            case CREATE_CONNECTION, CREATE_SECRET ->
                problem(
                        statement.first(),
                        "Connections and secrets are not deployed. Keep them in a schema that is not deployed, and create"
                                + " them outside of the project.");
            case CREATE_CLUSTER ->
                problem(statement.first(), "A cluster belongs in a file of its own, clusters/<cluster>.sql.");
            case UNIT_TEST -> {}
            case QUERY, OTHER ->
                problem(
                        statement.first(),
                        "This statement is not part of an object: only CREATE VIEW, CREATE MATERIALIZED VIEW, CREATE"
                                + " SOURCE, CREATE TABLE … FROM SOURCE, CREATE INDEX, COMMENT ON and GRANT are. Run it"
                                + " outside of the project.");
        }
    }

    private void acceptSource(ParsedStatement statement) {
        List<Token> tokens = statement.statement().tokens();
        for (int i = statement.bodyIndex(); i + 1 < tokens.size(); i++) {
            Token next = tokens.get(i + 1);
            if (tokens.get(i).isWord("FOR") && SUBSOURCE_WORDS.stream().anyMatch(next::isWord)) {
                problem(
                        tokens.get(i),
                        "A source that makes its own tables is not supported, since nobody could refer to them. Leave the"
                                + " FOR clause out, and add a file with CREATE TABLE … FROM SOURCE for each table.");
                return;
            }
        }
        acceptObject(statement, ObjectKind.SOURCE);
    }

    private void acceptObject(ParsedStatement statement, ObjectKind objectKind) {
        if (create != null) {
            problem(
                    statement.first(),
                    "The file creates a second object; the first is in line "
                            + create.first().line() + ". Give it a file of its own.");
            return;
        }
        create = statement;
        kind = objectKind;
        if (statement.temporary()) {
            problem(
                    statement.first(),
                    "A temporary object belongs to one session and cannot be deployed. Remove TEMP.");
        }
        if (!matches(statement.name())) {
            problem(
                    statement.name().first(),
                    "The file must create " + expected + ", but creates " + statement.name()
                            + ". Names without quotes are folded to lower case. Rename the file or the object.");
        }
        boolean clustered = objectKind == ObjectKind.MATERIALIZED_VIEW || objectKind == ObjectKind.SOURCE;
        if (clustered && statement.cluster() == null) {
            missingCluster(statement);
        }
    }

    private void acceptIndex(ParsedStatement statement) {
        NameChain relation = statement.targets().get(0);
        if (!matches(relation)) {
            notOfThisFile(relation, "index");
        } else if (statement.cluster() == null) {
            missingCluster(statement);
        } else {
            String name = statement.name() == null
                    ? IndexNames.choose(
                            expected.name(),
                            statement,
                            indexes.stream().map(SqlIndex::name).toList())
                    : statement.name().last();
            NameLimits.problemOfObject("index", name).ifPresent(problem -> problem(statement.first(), problem));
            indexes.add(new SqlIndex(name, statement.cluster().identifier(), statement));
        }
    }

    private void acceptCompanion(ParsedStatement statement) {
        String what = statement.kind() == StatementKind.COMMENT ? "comment" : "grant";
        for (NameChain target : statement.targets()) {
            boolean column = "COLUMN".equals(statement.targetType());
            boolean onIndex = "INDEX".equals(statement.targetType())
                    && indexes.stream().anyMatch(index -> index.name().equals(target.last()))
                    && isHome(target);
            if (!onIndex && !matches(column && target.size() > 1 ? target.withoutLast() : target)) {
                notOfThisFile(target, what);
                return;
            }
        }
        companions.add(statement);
    }

    private void missingCluster(ParsedStatement statement) {
        problem(
                statement.first(),
                "IN CLUSTER is missing: the object would land on whatever cluster the session has. Name its cluster.");
    }

    private void notOfThisFile(NameChain name, String what) {
        problem(
                name.first(),
                "This " + what + " is about " + name + ", but the file is about " + expected
                        + ". Move it to the file of its object.");
    }

    /** Whether a name, as far as it goes, is that of the file. */
    private boolean matches(NameChain name) {
        return name.last().equals(expected.name()) && isHome(name);
    }

    private boolean isHome(NameChain name) {
        int size = name.size();
        return size <= 3
                && (size < 2 || name.part(size - 2).equals(expected.schema()))
                && (size < 3 || name.part(0).equals(expected.database()));
    }

    private void problem(Token at, String message) {
        problems.add(ProjectProblem.at(file.path(), at, message));
    }
}
