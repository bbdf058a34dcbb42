package dev.cutover.activities.dbt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.activities.materialize.sql.Reference;
import dev.cutover.activities.project.InvalidProject;
import dev.cutover.activities.project.OutsideReference;
import dev.cutover.activities.project.ProjectProblem;
import dev.cutover.activities.project.ProjectShape;
import dev.cutover.activities.project.ProjectShape.ClusterUse;
import dev.cutover.activities.project.ProjectShape.GreenNaming;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.DbtPlan;
import dev.cutover.workflows.plan.PlannedCheck;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.plan.ProjectPin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Turns dbt's manifest into what planning has to know, or says everything that is wrong with it. */
final class DbtReader {
    private final ProjectPin pin;
    private final String projectName;
    private final DbtAnswers answers;
    private final DbtGraph graph;
    private final boolean ownProfile;
    private final List<ProjectProblem> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<ClusterUse> uses = new ArrayList<>();
    private final List<OutsideReference> outside = new ArrayList<>();

    /**
     * A reader.
     *
     * @param old what is written for an older dbt-materialize
     * @param ownProfile whether the profile is the user's own, which names the cluster of what names none
     */
    DbtReader(
            ProjectPin pin,
            String projectName,
            JsonNode manifest,
            DbtAnswers answers,
            OldModels old,
            boolean ownProfile) {
        problems.addAll(old.problems());
        warnings.addAll(old.warnings());
        this.ownProfile = ownProfile;
        this.pin = pin;
        this.projectName = projectName;
        this.answers = answers;
        this.graph = new DbtGraph(manifest, answers.schemas());
    }

    /**
     * Reads the project.
     *
     * @param version versions of dbt and its adapter, for people
     */
    ProjectShape read(String version) {
        requireDeployment();
        graph.nodes().forEach(this::checkPlace);
        List<DbtNode> deployed = graph.deployedInOrder();
        List<PlannedObject> objects = new ArrayList<>();
        for (DbtNode node : deployed) {
            plan(node, objects);
        }
        List<DbtNode> tests = graph.tests().stream().filter(this::canRun).toList();
        ProjectShape shape = new ProjectShape(
                pin,
                schemas(),
                List.of(),
                clusterUses(),
                objects,
                seeds(deployed),
                tests.stream()
                        .map(test -> new PlannedCheck(test.alias(), test.file(projectName)))
                        .toList(),
                outside,
                naming(),
                warnings,
                dbtPlan(version, deployed, tests));
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparing(ProjectProblem::file).thenComparing(ProjectProblem::line));
            throw InvalidProject.with(problems);
        }
        return shape;
    }

    private void requireDeployment() {
        if (answers.schemas().isEmpty()) {
            throw InvalidProject.with(List.of(new ProjectProblem(
                    DbtProjectFile.FILE,
                    0,
                    0,
                    "Its variable deployment names no schemas for the dbt target " + answers.dbtTarget()
                            + (answers.deployable().isEmpty()
                                    ? ". Add vars: {deployment: {" + answers.dbtTarget()
                                            + ": {schemas: [...], clusters: [...]}}}."
                                    : "; it has " + String.join(", ", answers.deployable())
                                            + ". Name one of them as dbtTarget in the worker's cutover.yaml."))));
        }
    }

    /** Where a relation of the project would land while green is built (P1). */
    private void checkPlace(DbtNode node) {
        if (!node.isRelation()) {
            return;
        }
        if (!node.isRenamed() && answers.schemas().contains(node.schema().name())) {
            problem(
                    node,
                    1,
                    "Its schema " + node.schema().name()
                            + " does not follow the variable deploy, so that dbt would build it"
                            + " in production. A generate_schema_name of the project's own has to append "
                            + DbtNode.SUFFIX + " when var('deploy') is set.");
        } else if (!graph.isDeployed(node) && !node.isSink()) {
            warnings.add(node.file(projectName) + " is not deployed, since its schema "
                    + node.schema().name() + " is not among vars.deployment." + answers.dbtTarget()
                    + ".schemas. It stays as it is.");
        } else if (graph.isDeployed(node) && node.isSink()) {
            problem(
                    node,
                    1,
                    "A sink in a deployed schema would write everything twice. Give it a schema and a cluster that are"
                            + " not deployed; it is pointed at the new version after the swap.");
        }
    }

    private void plan(DbtNode node, List<PlannedObject> objects) {
        if (node.kind().isEmpty()) {
            problem(
                    node,
                    1,
                    "A " + node.resourceType() + " with the materialization " + node.materialized()
                            + " cannot be deployed: dbt-materialize has view, materialized_view, table, source,"
                            + " source_table and seed.");
            return;
        }
        ObjectKind kind = node.kind().get();
        ObjectName name = graph.name(node);
        String file = node.file(projectName);
        boolean runs = kind == ObjectKind.MATERIALIZED_VIEW || kind == ObjectKind.SOURCE;
        String cluster = runs ? use(node, node.config("cluster"), "it runs") : null;
        objects.add(new PlannedObject(name, kind, cluster, file, 1, reads(node)));
        for (DbtIndexes.Index index : DbtIndexes.of(node)) {
            String on =
                    use(node, index.cluster().isNull() ? node.config("cluster") : index.cluster(), "its index runs");
            objects.add(new PlannedObject(
                    new ObjectName(name.database(), name.schema(), index.name()),
                    ObjectKind.INDEX,
                    on,
                    file,
                    1,
                    List.of(name)));
        }
    }

    /** The production names of what a node reads of the deployment; what it reads elsewhere is noted or refused. */
    private List<ObjectName> reads(DbtNode node) {
        Set<ObjectName> reads = new TreeSet<>(Comparator.comparing(ObjectName::toString));
        for (DbtNode read : graph.reads(node)) {
            if (graph.isDeployed(read)) {
                reads.add(graph.name(read));
            } else {
                problem(
                        node,
                        node.lineOf(read.json().path("name").asText()),
                        "ref('" + read.json().path("name").asText() + "') leaves the deployment: schema "
                                + read.schema().name() + " is not among vars.deployment." + answers.dbtTarget()
                                + ".schemas, and dbt would look for the relation in "
                                + read.greenSchema().name()
                                + ", which does not have it. Deploy that schema too, or read it by a source().");
            }
        }
        graph.sources(node).forEach(source -> readSource(node, source));
        return List.copyOf(reads);
    }

    private void readSource(DbtNode node, JsonNode source) {
        ObjectName name = new ObjectName(
                source.path("database").asText(),
                source.path("schema").asText(),
                source.path("identifier").asText());
        int line = node.lineOf(source.path("name").asText());
        if (answers.schemas().contains(name.schema())) {
            problem(
                    node,
                    line,
                    "source('" + source.path("source_name").asText() + "', '"
                            + source.path("name").asText() + "') is " + name
                            + ", which lies in a deployed schema: green would read what is about to be replaced. Read"
                            + " it by ref().");
        } else {
            outside.add(new OutsideReference(name, Reference.Role.RELATION, node.file(projectName), line, 1));
        }
    }

    /** The production name of the cluster for something; refused when that cluster is not deployed. */
    private String use(DbtNode node, JsonNode written, String what) {
        String name = written.isTextual() ? written.asText() : answers.defaultCluster();
        if (name.isEmpty()) {
            problem(
                    node,
                    1,
                    "No cluster is named on which " + what
                            + ". Add cluster to its config, or to the project's entry of the"
                            + " list dbt of the worker's cutover.yaml.");
            return null;
        }
        String production = answers.production(name);
        if (!answers.clusters().contains(production)) {
            problem(
                    node,
                    1,
                    "Cluster " + production + ", on which " + what + ", is not among vars.deployment."
                            + answers.dbtTarget() + ".clusters: dbt would look for "
                            + answers.greenClusters().getOrDefault(production, production + DbtNode.SUFFIX)
                            + ", which nobody makes. Deploy that cluster too.");
        }
        uses.add(new ClusterUse(production, node.file(projectName), 1, 1));
        return production;
    }

    /** Whether a test can run on green; when it cannot, the approver hears of it. */
    private boolean canRun(DbtNode test) {
        List<DbtNode> elsewhere = graph.readsElsewhere(test);
        if (!elsewhere.isEmpty()) {
            warnings.add("The test " + test.alias() + " is not run: it reads "
                    + elsewhere.get(0).alias() + ", which is not deployed.");
            return false;
        }
        if (test.storesFailures() && graph.isDeployedSchema(test.schema())) {
            problem(
                    test,
                    1,
                    "The test " + test.alias() + " stores its failing rows in the deployed schema "
                            + test.schema().name() + ". Give its rows a schema of their own.");
        }
        String written = test.config("cluster").asText("").replaceFirst("^null$", "");
        String name = written.isEmpty() && !ownProfile ? "" : written.isEmpty() ? answers.defaultCluster() : written;
        boolean deployed = name.isEmpty() ? !ownProfile : answers.clusters().contains(answers.production(name));
        if (!deployed) {
            warnings.add("The test " + test.alias() + " is not run: "
                    + (name.isEmpty()
                            ? "neither it nor the profile names a cluster."
                            : "its cluster " + answers.production(name) + " is not deployed."));
        }
        return deployed;
    }

    private void problem(DbtNode node, int line, String message) {
        problems.add(new ProjectProblem(node.file(projectName), line, 1, message));
    }

    private List<SchemaName> schemas() {
        return answers.schemas().stream()
                .map(graph::schemaName)
                .sorted(Comparator.comparing(SchemaName::toString))
                .toList();
    }

    private List<ClusterUse> clusterUses() {
        List<ClusterUse> all = new ArrayList<>(uses);
        answers.clusters().forEach(cluster -> all.add(new ClusterUse(cluster, DbtProjectFile.FILE, 0, 0)));
        return all;
    }

    private Set<ObjectName> seeds(List<DbtNode> deployed) {
        Set<ObjectName> seeds = new HashSet<>();
        deployed.stream().filter(DbtNode::isSeed).forEach(seed -> seeds.add(graph.name(seed)));
        return seeds;
    }

    private GreenNaming naming() {
        Map<SchemaName, String> green = new HashMap<>();
        schemas().forEach(schema -> green.put(schema, schema.name() + DbtNode.SUFFIX));
        Map<String, String> clusters = new HashMap<>(answers.greenClusters());
        clusters.keySet().retainAll(answers.clusters());
        return new GreenNaming(green, clusters);
    }

    private DbtPlan dbtPlan(String version, List<DbtNode> deployed, List<DbtNode> tests) {
        List<DbtPlan.Model> models = deployed.stream()
                .map(node -> new DbtPlan.Model(
                        node.uniqueId(),
                        node.selector(),
                        graph.name(node),
                        node.endsUnseen(),
                        node.describesRelation(),
                        node.describedColumns()))
                .toList();
        List<DbtPlan.Test> planned = tests.stream()
                .map(test -> new DbtPlan.Test(
                        test.uniqueId(),
                        test.selector(),
                        test.alias(),
                        test.file(projectName),
                        test.storesFailures()
                                ? new ObjectName(
                                        test.database(), test.greenSchema().name(), test.alias())
                                : null,
                        test.storesFailures() ? test.storedAs() : null))
                .toList();
        List<SchemaName> scratch = tests.stream()
                .filter(DbtNode::storesFailures)
                .map(DbtNode::greenSchema)
                .distinct()
                .toList();
        List<String> never = graph.nodes().stream()
                .filter(node -> node.isRelation() && !graph.isDeployed(node))
                .map(DbtNode::selector)
                .toList();
        return new DbtPlan(
                answers.dbtTarget(), version, models, planned, never, scratch, List.of(), answers.firstCluster());
    }
}
