package dev.cutover.activities.project;

import dev.cutover.activities.materialize.sql.NameChain;
import dev.cutover.activities.materialize.sql.NameScope;
import dev.cutover.activities.materialize.sql.ParsedStatement;
import dev.cutover.activities.materialize.sql.Reference;
import dev.cutover.activities.materialize.sql.References;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds out what each object and check refers to: another object of the project, something outside, or nothing. */
final class Linker {
    private static final Comparator<ObjectName> BY_NAME = Comparator.comparing(ObjectName::toString);

    private final Set<SchemaName> deployed;
    private final Set<ObjectName> known = new HashSet<>();
    private final Map<SchemaName, Set<String>> namesBySchema = new HashMap<>();
    private final List<ProjectProblem> problems;

    /**
     * A linker for the objects of a project.
     *
     * @param declared every object that a file stands for, also those that cannot be read: they are not unknown
     */
    Linker(Set<SchemaName> deployed, Set<ObjectName> declared, List<ProjectProblem> problems) {
        this.deployed = deployed;
        this.problems = problems;
        for (ObjectName name : declared) {
            known.add(name);
            namesBySchema
                    .computeIfAbsent(name.schemaName(), schema -> new HashSet<>())
                    .add(name.name());
        }
    }

    SqlObject link(SqlObject object) {
        SchemaName home = object.name().schemaName();
        NameScope scope = new NameScope(home, namesBySchema.getOrDefault(home, Set.of()));
        Set<ObjectName> reads = new TreeSet<>(BY_NAME);
        List<OutsideReference> outside = new ArrayList<>();
        link(object.file(), object.create(), scope, reads, outside);
        return new SqlObject(
                object.name(),
                object.kind(),
                object.cluster(),
                object.file(),
                object.create(),
                object.indexes(),
                object.companions(),
                List.copyOf(reads),
                outside,
                scope);
    }

    SqlCheck link(SqlCheck check) {
        List<OutsideReference> outside = new ArrayList<>();
        link(check.file(), check.query(), check.scope(), new TreeSet<>(BY_NAME), outside);
        return new SqlCheck(check.name(), check.file(), check.query(), outside, check.scope());
    }

    private void link(
            String file,
            ParsedStatement statement,
            NameScope scope,
            Set<ObjectName> reads,
            List<OutsideReference> outside) {
        for (Reference reference : References.of(statement)) {
            NameChain chain = reference.name();
            switch (reference.role()) {
                case RELATION -> linkRelation(file, chain, scope, reads, outside);
                case CONNECTION, SECRET ->
                    scope.resolve(chain).ifPresent(name -> linkOutside(file, reference, name, outside));
                case QUALIFIER, CREATED -> {}
            }
        }
    }

    private void linkRelation(
            String file, NameChain chain, NameScope scope, Set<ObjectName> reads, List<OutsideReference> outside) {
        if (chain.size() > 3) {
            problems.add(
                    ProjectProblem.at(file, chain, "A relation's name has at most three parts: database.schema.name."));
            return;
        }
        if (chain.size() < 3 && scope.home().database() == null) {
            problems.add(ProjectProblem.at(
                    file,
                    chain,
                    "The project has more than one database: write " + chain + " in full, as database.schema.name."));
            return;
        }
        Optional<ObjectName> resolved = scope.resolve(chain);
        if (resolved.isEmpty()) {
            return;
        }
        ObjectName name = resolved.get();
        if (known.contains(name)) {
            reads.add(name);
        } else if (name.schema() == null) {
            problems.add(ProjectProblem.at(file, chain, "Write " + chain + " with its schema, as schema.name."));
        } else if (deployed.contains(name.schemaName())) {
            String similar = known.stream()
                    .filter(candidate -> candidate.toString().equalsIgnoreCase(name.toString()))
                    .map(candidate -> " The project has " + candidate + ": names with upper case letters need quotes.")
                    .findFirst()
                    .orElse(" Add models/" + name.database() + "/" + name.schema() + "/" + name.name()
                            + ".sql, or correct the name.");
            problems.add(ProjectProblem.at(
                    file,
                    chain,
                    "Unknown: the project deploys the schema " + name.schemaName() + " and creates no " + name + "."
                            + similar));
        } else {
            linkOutside(file, new Reference(Reference.Role.RELATION, chain), name, outside);
        }
    }

    private static void linkOutside(String file, Reference reference, ObjectName name, List<OutsideReference> outside) {
        outside.add(new OutsideReference(
                name,
                reference.role(),
                file,
                reference.name().first().line(),
                reference.name().first().column()));
    }
}
