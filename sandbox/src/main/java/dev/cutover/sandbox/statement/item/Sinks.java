package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Privilege;
import dev.cutover.sandbox.kafka.SinkCall;
import dev.cutover.sandbox.session.AccessRules;
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
    /** Detail: there when what the relation held at first was not sent. */
    static final String NO_SNAPSHOT = "no_snapshot";

    private static final String VERSION = "version";

    private Sinks() {}

    /** Points a sink at another relation. */
    static void setFrom(ChangeContext context, Item sink, Item relation) throws IOException {
        AccessRules.requireOwner(context.session(), sink);
        AccessRules.requireRead(context.session(), relation);
        AccessRules.require(context.session(), context.catalog().clusters().get(sink.clusterId()), Privilege.CREATE);
        String before = sink.detail(Item.ON);
        List<Definition.Part> parts = new ArrayList<>();
        for (Definition.Part part : sink.definition().parts()) {
            boolean old = part instanceof Definition.Reference reference
                    && reference.id().equals(before);
            parts.add(old ? new Definition.Reference(relation.id(), false) : part);
        }
        if (sink.detail(VERSION) != null || sink.detail(NO_SNAPSHOT) != null) {
            parts.remove(parts.size() - 1);
        }
        Set<String> uses = new HashSet<>(sink.uses());
        uses.remove(before);
        uses.add(relation.id());
        Map<String, String> details = new HashMap<>(sink.details());
        details.put(Item.ON, relation.id());
        int version = Integer.parseInt(sink.details().getOrDefault(VERSION, "0")) + 1;
        details.put(VERSION, String.valueOf(version));
        // One snapshot for both sides: what changes meanwhile is either sent from the old one or seen as new in the
        // other.
        context.postgres("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        send(context, sink, context.catalog().items().get(before));
        follow(context, sink, relation);
        context.draft().put(sink.redefined(withOptions(new Definition(parts), details), uses, details));
        if (details.containsKey("key")) {
            context.notice(uniqueness(sink.name(), details.get("key")));
        }
    }

    /** A definition with the clause WITH (...) that its details call for, as a part of its own; none when there is nothing to say. */
    static Definition withOptions(Definition definition, Map<String, String> details) {
        List<String> options = new ArrayList<>();
        if (details.containsKey(NO_SNAPSHOT)) {
            options.add("SNAPSHOT = false");
        }
        if (details.containsKey(VERSION)) {
            options.add("VERSION = " + details.get(VERSION));
        }
        if (options.isEmpty()) {
            return definition;
        }
        String clause = " WITH (" + String.join(", ", options) + ")";
        List<Definition.Part> parts = new ArrayList<>(definition.parts());
        parts.add(new Definition.Text(clause, clause));
        return new Definition(parts);
    }

    /** Sends what has changed in a relation since the sink sent last; for a new sink that is everything. */
    static void send(ChangeContext context, Item sink, Item relation) throws IOException {
        context.postgres("SELECT mz_store.sink_send(" + SinkCall.arguments(sink, relation.id()) + ")");
    }

    /** From now on changes of another relation count; what it holds already is not sent (FINDINGS 30). */
    static void follow(ChangeContext context, Item sink, Item relation) throws IOException {
        context.postgres("SELECT mz_store.sink_rebase(" + SinkCall.relation(sink, relation.id()) + ")");
    }

    static Notice uniqueness(String sink, String key) {
        return Notice.warning("01000", "upsert key not validated to be unique")
                .withDetail("Materialize did not validate that the specified upsert envelope key (\"" + key
                        + "\") was a unique key of the underlying relation \"" + sink
                        + "\". If this key is not unique, the sink might produce multiple updates for the same key at the"
                        + " same time, which may confuse downstream consumers.");
    }
}
