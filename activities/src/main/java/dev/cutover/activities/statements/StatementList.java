package dev.cutover.activities.statements;

import dev.cutover.activities.materialize.DeploymentNames;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.ddl.Comments;
import dev.cutover.activities.materialize.fence.Fence;
import dev.cutover.activities.materialize.fence.FenceComment;
import dev.cutover.activities.materialize.fence.FenceName;
import dev.cutover.activities.materialize.fence.FenceStatements;
import dev.cutover.activities.materialize.swap.SwapStatements;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.plan.PlannedSchema;
import dev.cutover.workflows.plan.PlannedSink;
import dev.cutover.workflows.plan.PlannedStatement;
import dev.cutover.workflows.plan.PlannedStatement.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every statement of one deployment, in the order in which they are sent. */
public final class StatementList {
    private final Plan plan;
    private final Foreseen foreseen;
    private final DeploymentNames names;
    private final Fence fence;

    /**
     * The list for a plan.
     *
     * @param plan the plan without its outlook
     */
    public StatementList(Plan plan, Foreseen foreseen) {
        this.plan = plan;
        this.foreseen = foreseen;
        this.names = new DeploymentNames(plan.deployment());
        this.fence = new Fence(
                plan.fence().database(),
                plan.fence().id(),
                FenceName.parse(plan.target(), plan.fence().name()).orElseGet(() -> FenceName.first(plan.target())),
                null);
    }

    /** All of it. */
    public List<PlannedStatement> all() {
        List<PlannedStatement> all = new ArrayList<>();
        if (plan.fence().id() == null) {
            all.add(PlannedStatement.sent(Stage.CLONE, FenceStatements.create(fence.database(), fence.name())));
        }
        all.addAll(new CloneStatements(plan, foreseen).list());
        all.addAll(new DeployStatements(plan, foreseen).list());
        all.addAll(swap());
        all.addAll(sinks(Stage.SINKS));
        all.addAll(cleanup());
        all.addAll(revert());
        all.addAll(giveUp());
        return all;
    }

    private List<PlannedStatement> swap() {
        List<PlannedStatement> swap = new ArrayList<>();
        swap.add(announcement());
        FenceName next = fence.name().next(plan.deployment(), FenceName.State.PROMOTED);
        swap.add(PlannedStatement.sent(Stage.SWAP, FenceStatements.rename(fence, next)));
        SwapStatements.promote(plan).forEach(sql -> swap.add(PlannedStatement.sent(Stage.SWAP, sql)));
        for (PlannedSchema schema : plan.schemas()) {
            if (schema.green() != null) {
                String comment =
                        foreseen.blueSchema(schema).map(blue -> blue.comment()).orElse(null);
                swap.add(PlannedStatement.sent(Stage.SWAP, Comments.onSchema(schema.name(), comment)));
            }
        }
        for (PlannedCluster cluster : plan.clusters()) {
            if (cluster.green() != null) {
                String comment = foreseen.blueCluster(cluster)
                        .map(blue -> blue.comment())
                        .orElse(null);
                swap.add(PlannedStatement.sent(Stage.SWAP, Comments.onCluster(cluster.name(), comment)));
            }
        }
        return swap;
    }

    /** What the swap will put in place has no ids yet, and nobody has approved it. */
    private PlannedStatement announcement() {
        Inventory nothingYet = new Inventory(List.of(), List.of(), List.of(), null);
        String text = FenceStatements.comment(fence, FenceComment.of(plan, nothingYet, null));
        return new PlannedStatement(
                Stage.SWAP,
                text.substring(0, text.indexOf(",\"green\"")),
                true,
                "what is made, by its ids, and who approved it");
    }

    private List<PlannedStatement> sinks(Stage stage) {
        return plan.sinks().stream()
                .map(PlannedSink::statement)
                .map(sql -> PlannedStatement.sent(stage, sql))
                .toList();
    }

    private List<PlannedStatement> cleanup() {
        DropStatements drops = new DropStatements(Stage.CLEANUP, names);
        Map<String, String> clusters = new HashMap<>();
        plan.schemas().stream()
                .filter(schema -> schema.blueId() != null)
                .forEach(schema -> drops.schema(schema.name(), schema.retired()));
        plan.clusters().stream().filter(cluster -> cluster.blueId() != null).forEach(cluster -> {
            drops.cluster(cluster.name(), cluster.retired());
            clusters.put(cluster.blueId(), cluster.name());
        });
        Set<String> needed = foreseen.neededOutside();
        for (ObjectEntry object : foreseen.blueInDropOrder()) {
            drops.object(
                    object.name(),
                    object.kind(),
                    clusters.get(object.object().clusterId()),
                    needed.contains(object.id()));
        }
        return drops.list();
    }

    private List<PlannedStatement> revert() {
        List<PlannedStatement> revert = new ArrayList<>();
        FenceName promoted = fence.name().next(plan.deployment(), FenceName.State.PROMOTED);
        Fence ours = new Fence(fence.database(), fence.id(), promoted, null);
        FenceName back = promoted.next(plan.deployment(), FenceName.State.REVERTED);
        revert.add(PlannedStatement.sent(Stage.REVERT, FenceStatements.rename(ours, back)));
        SwapStatements.revert(plan).forEach(sql -> revert.add(PlannedStatement.sent(Stage.REVERT, sql)));
        revert.addAll(sinks(Stage.REVERT));
        DropStatements drops = new DropStatements(Stage.REVERT, names);
        for (PlannedSchema schema : plan.schemas()) {
            if (schema.green() != null) {
                drops.schema(schema.name(), names.reverted(schema.name().name()));
            }
        }
        for (PlannedCluster cluster : plan.clusters()) {
            if (cluster.green() != null) {
                drops.cluster(cluster.name(), names.reverted(cluster.name()));
            }
        }
        revert.addAll(dropsOfGreen(drops));
        return revert;
    }

    private List<PlannedStatement> giveUp() {
        DropStatements drops = new DropStatements(Stage.GIVE_UP, names);
        for (PlannedSchema schema : plan.schemas()) {
            if (schema.green() != null) {
                drops.schema(schema.name(), schema.green());
            }
        }
        for (PlannedCluster cluster : plan.clusters()) {
            if (cluster.green() != null) {
                drops.cluster(cluster.name(), cluster.green());
            }
        }
        List<PlannedStatement> giveUp = new ArrayList<>();
        FenceName burned = fence.name().next(plan.deployment(), FenceName.State.BURNED);
        giveUp.add(PlannedStatement.sent(Stage.GIVE_UP, FenceStatements.rename(fence, burned))
                .but("only if a swap was tried"));
        giveUp.addAll(dropsOfGreen(drops));
        return giveUp;
    }

    private List<PlannedStatement> dropsOfGreen(DropStatements drops) {
        List<PlannedObject> reversed = new ArrayList<>(plan.objects());
        Collections.reverse(reversed);
        reversed.forEach(object -> drops.object(object.name(), object.kind(), object.cluster(), false));
        return drops.list();
    }
}
