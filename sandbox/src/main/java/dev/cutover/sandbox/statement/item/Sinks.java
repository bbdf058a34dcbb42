package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.session.AccessRules;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.wire.Notice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What happens to sinks after they were created. */
final class Sinks {
    private Sinks() {}

    /** Points a sink at another relation. */
    static void setFrom(ChangeContext context, Item sink, Item relation) throws IOException {
        AccessRules.requireOwner(context.session(), sink);
        String before = sink.detail(Item.ON);
        List<Definition.Part> parts = new ArrayList<>();
        for (Definition.Part part : sink.definition().parts()) {
            boolean old = part instanceof Definition.Reference reference
                    && reference.id().equals(before);
            parts.add(old ? new Definition.Reference(relation.id(), false) : part);
        }
        int version = Integer.parseInt(sink.details().getOrDefault("version", "0")) + 1;
        String clause = " WITH (VERSION = " + version + ")";
        if (version > 1) {
            parts.remove(parts.size() - 1);
        }
        parts.add(new Definition.Text(clause, clause));
        Set<String> uses = new HashSet<>(sink.uses());
        uses.remove(before);
        uses.add(relation.id());
        Map<String, String> details = new HashMap<>(sink.details());
        details.put(Item.ON, relation.id());
        details.put("version", String.valueOf(version));
        send(context, sink, context.catalog().items().get(before));
        follow(context, sink, relation);
        context.draft().put(sink.redefined(new Definition(parts), uses, details));
        if (details.containsKey("key")) {
            context.notice(uniqueness(sink.name(), details.get("key")));
        }
    }

    /** Sends what has changed in a relation since the sink sent last; for a new sink that is everything. */
    static void send(ChangeContext context, Item sink, Item relation) throws IOException {
        context.postgres("SELECT mz_store.sink_send(" + arguments(sink, relation) + ", "
                + Identifiers.literal(sink.detail(Item.TOPIC)) + ")");
    }

    /** From now on changes of another relation count; what it holds already is not sent (FINDINGS 30). */
    private static void follow(ChangeContext context, Item sink, Item relation) throws IOException {
        context.postgres("SELECT mz_store.sink_rebase(" + arguments(sink, relation) + ")");
    }

    private static String arguments(Item sink, Item relation) {
        String keys = sink.details().getOrDefault("key", "");
        return Identifiers.literal(sink.id()) + ", " + Identifiers.literal(relation.id()) + ", string_to_array("
                + Identifiers.literal(keys) + ", ', ')";
    }

    static Notice uniqueness(String sink, String key) {
        return Notice.warning("01000", "upsert key not validated to be unique")
                .withDetail("Materialize did not validate that the specified upsert envelope key (\"" + key
                        + "\") was a unique key of the underlying relation \"" + sink
                        + "\". If this key is not unique, the sink might produce multiple updates for the same key at the"
                        + " same time, which may confuse downstream consumers.");
    }
}
