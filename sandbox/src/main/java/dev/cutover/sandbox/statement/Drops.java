package dev.cutover.sandbox.statement;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.Cluster;
import dev.cutover.sandbox.catalog.Database;
import dev.cutover.sandbox.catalog.Entity;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Names;
import dev.cutover.sandbox.catalog.Replica;
import dev.cutover.sandbox.catalog.Schema;
import dev.cutover.sandbox.wire.Notice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Drops things together with everything that needs them. Only the catalog changes here; what PostgreSQL holds is under ids
 * that nobody can name any more, and is removed later.
 */
public final class Drops {
    private final ChangeContext context;
    private final Catalog catalog;
    private final Names names;

    /** Drops in the context's draft. */
    public Drops(ChangeContext context) {
        this.context = context;
        this.catalog = context.catalog();
        this.names = context.names();
    }

    /** The items that need an item directly, newest first. */
    public List<Item> dependents(Item item) {
        return catalog.items().values().stream()
                .filter(other -> other.uses().contains(item.id()))
                .sorted(newestFirst())
                .toList();
    }

    private static Comparator<Item> newestFirst() {
        return Comparator.comparingLong(Item::oid).reversed();
    }

    /** Drops the targets and whatever needs them, and says what went along. */
    public void cascade(List<? extends Entity> targets) {
        Set<Entity> doomed = new LinkedHashSet<>();
        targets.forEach(target -> collect(target, doomed));
        List<String> along = new ArrayList<>();
        for (Entity entity : doomed) {
            if (!targets.contains(entity)) {
                along.add("drop cascades to " + label(entity) + " \"" + names.full(entity) + "\"");
            }
            context.draft().remove(entity);
        }
        if (!along.isEmpty()) {
            context.notice(Notice.notice("00000", "drop cascades to " + along.size() + " other objects")
                    .withDetail(String.join("\n", along)));
        }
    }

    private static String label(Entity entity) {
        return entity instanceof Replica ? "CLUSTER REPLICA" : entity.kind().upper();
    }

    /** Adds what has to go, dependents before what they need. */
    private void collect(Entity entity, Set<Entity> doomed) {
        if (doomed.contains(entity)) {
            return;
        }
        if (entity instanceof Item item) {
            dependents(item).forEach(other -> collect(other, doomed));
        } else if (entity instanceof Schema schema) {
            names.itemsIn(schema.id()).values().forEach(item -> collect(item, doomed));
        } else if (entity instanceof Database database) {
            catalog.schemas().values().stream()
                    .filter(schema -> database.id().equals(schema.databaseId()))
                    .sorted(Comparator.comparing(Schema::name))
                    .forEach(schema -> collect(schema, doomed));
        } else if (entity instanceof Cluster cluster) {
            catalog.items().values().stream()
                    .filter(item -> cluster.id().equals(item.clusterId()))
                    .forEach(item -> collect(item, doomed));
            catalog.replicasOf(cluster.id()).forEach(replica -> collect(replica, doomed));
        }
        doomed.add(entity);
    }
}
