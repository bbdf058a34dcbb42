package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Names;
import dev.cutover.sandbox.catalog.Privilege;
import dev.cutover.sandbox.catalog.Schema;
import dev.cutover.sandbox.session.AccessCheck;
import dev.cutover.sandbox.session.AccessRules;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.statement.Display;
import dev.cutover.sandbox.statement.Drops;
import dev.cutover.sandbox.statement.Ownership;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Change;
import dev.cutover.sandbox.wire.Notice;
import dev.cutover.sandbox.wire.SqlException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** DROP and ALTER of everything that lives in a schema. */
public final class ItemStatements {
    private static final List<Kind> KINDS = List.of(
            Kind.MATERIALIZED_VIEW,
            Kind.VIEW,
            Kind.TABLE,
            Kind.INDEX,
            Kind.SOURCE,
            Kind.SINK,
            Kind.CONNECTION,
            Kind.SECRET,
            Kind.TYPE);

    private ItemStatements() {}

    static Kind kind(TokenReader reader) {
        for (Kind kind : KINDS) {
            if (reader.accept(kind.words())) {
                return kind;
            }
        }
        throw reader.expected("object type");
    }

    /** DROP kind [IF EXISTS] names [CASCADE]. */
    public static Statement drop(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("drop");
        Kind kind = kind(reader);
        boolean ifExists = reader.accept("if exists");
        List<QualifiedName> names = reader.names();
        boolean cascade = reader.accept("cascade");
        if (!cascade) {
            reader.accept("restrict");
        }
        return new Change(Rule.SINGLE, "DROP " + kind.upper(), display, context -> {
            List<Item> targets = new ArrayList<>();
            for (QualifiedName name : names) {
                find(context, kind, name, ifExists).ifPresent(targets::add);
            }
            AccessCheck check = AccessCheck.of(context.session()).owner(targets);
            for (Item target : targets) {
                requireUnused(context, target, cascade);
                check.container(context.catalog(), target, Privilege.USAGE);
            }
            check.require();
            new Drops(context).cascade(targets);
        });
    }

    private static Optional<Item> find(ChangeContext context, Kind kind, QualifiedName name, boolean ifExists) {
        Names names = context.names();
        Optional<Item> found;
        try {
            found = names.findItem(name);
        } catch (SqlException unknownSchema) {
            if (!ifExists) {
                throw unknownSchema;
            }
            found = Optional.empty();
        }
        if (found.isEmpty()) {
            if (!ifExists) {
                throw SqlException.internal("unknown catalog item '" + name.dotted() + "'");
            }
            context.notice(Notice.missing(kind.upper(), name.dotted()));
            return found;
        }
        if (found.get().kind() != kind) {
            throw SqlException.internal(
                    name.dotted() + " is " + found.get().kind().withArticle() + " not " + kind.withArticle());
        }
        return found;
    }

    private static void requireUnused(ChangeContext context, Item target, boolean cascade) {
        if (cascade) {
            return;
        }
        List<Item> oldestFirst = new ArrayList<>(new Drops(context).dependents(target));
        Collections.reverse(oldestFirst);
        for (Item dependent : oldestFirst) {
            // Indexes and the parts of a source go with what they belong to.
            boolean part = dependent.kind() == Kind.INDEX
                    || dependent.kind() == Kind.SOURCE && target.id().equals(dependent.detail(Item.SOURCE));
            if (!part) {
                throw stillUsed(context.names(), target, dependent);
            }
        }
    }

    static SqlException stillUsed(Names names, Item item, Item dependent) {
        return SqlException.internal("cannot drop " + item.kind().words() + " \"" + names.shortest(item)
                        + "\": still depended upon by " + dependent.kind().words() + " \"" + names.shortest(dependent)
                        + "\"")
                .hint("Use DROP ... CASCADE to drop the dependent objects too.");
    }

    /** ALTER kind name RENAME TO, OWNER TO, SET SCHEMA, SET (...), SWAP is not for items. */
    public static Statement alter(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("alter");
        Kind kind = kind(reader);
        boolean ifExists = reader.accept("if exists");
        QualifiedName name = reader.name();
        String tag = "ALTER " + kind.upper();
        if (reader.accept("rename to")) {
            String newName = reader.identifier();
            return new Change(
                    Rule.NAMES,
                    tag,
                    display,
                    context -> find(context, kind, name, ifExists).ifPresent(item -> rename(context, item, newName)));
        }
        if (reader.accept("owner to")) {
            String owner = reader.identifier();
            return new Change(
                    Rule.SINGLE,
                    tag,
                    display,
                    context -> find(context, kind, name, ifExists)
                            .ifPresent(item -> Ownership.change(context, item, owner)));
        }
        if (kind == Kind.SINK && reader.accept("set from")) {
            QualifiedName from = reader.name();
            return new Change(Rule.OUTSIDE, tag, display, context -> {
                Optional<Item> sink = find(context, kind, name, ifExists);
                if (sink.isPresent()) {
                    Sinks.setFrom(context, sink.get(), context.names().item(from));
                }
            });
        }
        if (kind == Kind.MATERIALIZED_VIEW && reader.accept("apply replacement")) {
            QualifiedName replacement = reader.name();
            return new Change(Rule.SINGLE, tag, display, context -> {
                Optional<Item> target = find(context, kind, name, ifExists);
                if (target.isPresent()) {
                    Replacements.apply(context, target.get(), replacement);
                }
            });
        }
        if (kind == Kind.TABLE && reader.accept("add column")) {
            reader.rest();
            return new Change(Rule.SINGLE, tag, display, context -> {
                throw SqlException.internal("Enable ALTER TABLE ... ADD COLUMN ... is not available")
                        .detail("The requested feature (enable_alter_table_add_column) is in private preview.")
                        .hint("Contact support to discuss enabling the feature in your Materialize region.");
            });
        }
        if (kind == Kind.SECRET && reader.accept("as") || kind == Kind.CONNECTION && reader.accept("set")) {
            reader.rest();
            return new Change(
                    Rule.SINGLE,
                    tag,
                    display,
                    context -> find(context, kind, name, ifExists)
                            .ifPresent(item -> AccessRules.requireOwner(context.session(), item)));
        }
        throw reader.expected("one of OWNER or RENAME");
    }

    private static void rename(ChangeContext context, Item item, String newName) {
        Schema schema = context.catalog().schemas().get(item.schemaId());
        AccessRules.requireOwner(context.session(), item);
        if (context.names().findIn(schema, newName).isPresent()) {
            throw SqlException.internal("catalog item '" + newName + "' already exists");
        }
        context.draft().put(item.named(newName));
    }
}
