package dev.cutover.activities.project;

import dev.cutover.activities.materialize.sql.NameScope;
import dev.cutover.activities.project.expectation.Expectations;
import dev.cutover.activities.project.expectation.ExpectationsFile;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.ProjectPin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Reads a project's files into an {@link SqlProject}, or says everything that is wrong with them. */
final class ProjectReader {
    private final List<ProjectProblem> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Set<SchemaName> deployed = new TreeSet<>(Comparator.comparing(SchemaName::toString));
    private final Set<ObjectName> declared = new HashSet<>();
    private final Map<String, String> takenNames = new HashMap<>();

    private ProjectReader() {}

    /**
     * Reads a project.
     *
     * @throws io.temporal.failure.ApplicationFailure INVALID_PROJECT, with every problem that was found
     */
    static SqlProject read(ProjectPin pin, ProjectFiles files) {
        return new ProjectReader().readAll(pin, files);
    }

    private SqlProject readAll(ProjectPin pin, ProjectFiles files) {
        List<SqlObject> unlinked = new ArrayList<>();
        for (ProjectFile file : in("models", files)) {
            SqlObject object = readModel(file);
            if (object != null) {
                unlinked.add(object);
            }
        }
        if (declared.isEmpty() && problems.isEmpty()) {
            throw InvalidProject.because(
                    "The project " + pin.path() + " is empty: it has no file models/<database>/<schema>/<object>.sql.",
                    "Check the path in the request, or add the files.");
        }
        Linker linker = new Linker(deployed, declared, problems);
        List<SqlObject> linked = unlinked.stream().map(linker::link).toList();
        List<SqlObject> ordered = DependencyOrder.of(linked, problems);
        List<SqlCluster> clusters = in("clusters", files).stream()
                .map(file -> ClusterFileReader.read(file, problems, warnings))
                .filter(Objects::nonNull)
                .toList();
        NameScope checkScope = checkScope();
        List<SqlCheck> checks = in("checks", files).stream()
                .map(file -> CheckFileReader.read(file, checkScope, problems))
                .filter(Objects::nonNull)
                .map(linker::link)
                .toList();
        SqlProject project = new SqlProject(
                pin, List.copyOf(deployed), clusters, ordered, checks, expectations(files, problems), warnings);
        checkClusters(project);
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparing(ProjectProblem::file)
                    .thenComparing(ProjectProblem::line)
                    .thenComparing(ProjectProblem::column));
            throw InvalidProject.with(problems);
        }
        return new SqlProject(pin, project.schemas(), clusters, ordered, checks, project.expectations(), warnings);
    }

    private SqlObject readModel(ProjectFile file) {
        String[] segments = file.segments();
        if (segments.length == 2 || segments.length == 3) {
            warnings.add(file.path() + " is about a whole " + (segments.length == 2 ? "database" : "schema")
                    + " and is not applied: grants, default privileges and comments of schemas are those that production"
                    + " has.");
            return null;
        }
        if (segments.length > 4) {
            problems.add(ProjectProblem.of(
                    file.path(), "The file lies too deep. Objects are in models/<database>/<schema>/<object>.sql."));
            return null;
        }
        SchemaName schema = new SchemaName(segments[1], segments[2]);
        if (deployed.add(schema)) {
            NameLimits.problemOfMoved("schema", schema.name())
                    .ifPresent(problem -> problems.add(ProjectProblem.of(file.path(), problem)));
        }
        declared.add(new ObjectName(segments[1], segments[2], file.baseName()));
        takeName(schema, file.baseName(), file.path());
        SqlObject object = ObjectFileReader.read(file, problems);
        if (object != null) {
            object.indexes().forEach(index -> takeName(schema, index.name(), file.path() + ":" + index.line()));
        }
        return object;
    }

    /** Objects and indexes of a schema share their names; names that differ in case only would share a file. */
    private void takeName(SchemaName schema, String name, String place) {
        String other = takenNames.putIfAbsent((schema + "." + name).toLowerCase(Locale.ROOT), place);
        if (other != null) {
            problems.add(ProjectProblem.of(
                    place,
                    "Duplicate: " + other + " creates " + schema + "." + name + " too. Remove one or rename it."));
        }
    }

    /** What the project says of differences in its rows. */
    static Expectations expectations(ProjectFiles files, List<ProjectProblem> problems) {
        return files.files().stream()
                .filter(file -> file.path().equals(ExpectationsFile.PATH))
                .findFirst()
                .map(file -> SourceText.of(file, problems))
                .map(text -> ExpectationsFile.read(
                        text,
                        (line, message) -> problems.add(
                                new ProjectProblem(ExpectationsFile.PATH, line, line == 0 ? 0 : 1, message))))
                .orElseGet(Expectations::none);
    }

    private NameScope checkScope() {
        List<String> databases =
                deployed.stream().map(SchemaName::database).distinct().toList();
        return new NameScope(new SchemaName(databases.size() == 1 ? databases.get(0) : null, null), Set.of());
    }

    private void checkClusters(SqlProject project) {
        Set<String> used = project.clusterNames();
        for (String name : used) {
            NameLimits.problemOfMoved("cluster", name)
                    .ifPresent(problem -> problems.add(ProjectProblem.of("cluster " + name, problem)));
        }
        for (SqlCluster cluster : project.clusters()) {
            if (!used.contains(cluster.name())) {
                warnings.add(cluster.file() + " is not applied: no object of the project is on that cluster.");
            }
        }
    }

    private static List<ProjectFile> in(String folder, ProjectFiles files) {
        return files.files().stream()
                .filter(file -> file.path().startsWith(folder + "/"))
                .toList();
    }
}
