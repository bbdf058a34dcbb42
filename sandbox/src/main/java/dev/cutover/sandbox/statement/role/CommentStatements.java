package dev.cutover.sandbox.statement.role;

import dev.cutover.sandbox.catalog.Catalog.CommentKey;
import dev.cutover.sandbox.catalog.Entity;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Names;
import dev.cutover.sandbox.catalog.Privilege;
import dev.cutover.sandbox.session.AccessRules;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.statement.Display;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Change;
import dev.cutover.sandbox.wire.SqlException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** COMMENT ON. */
public final class CommentStatements {
    private static final int MAX_BYTES = 1024;
    private static final List<Kind> ITEMS = List.of(
            Kind.MATERIALIZED_VIEW,
            Kind.VIEW,
            Kind.TABLE,
            Kind.INDEX,
            Kind.SOURCE,
            Kind.SINK,
            Kind.CONNECTION,
            Kind.SECRET,
            Kind.TYPE);

    private CommentStatements() {}

    private interface Target {
        CommentKey find(ChangeContext context);
    }

    /** COMMENT ON kind name IS 'text' or NULL. */
    public static Statement comment(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("comment on");
        Target target = target(reader);
        reader.expect("is");
        String text = reader.accept("null") ? null : reader.string();
        return new Change(Rule.SINGLE, "COMMENT", display, context -> {
            int length = text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
            CommentKey key = target.find(context);
            if (length > MAX_BYTES) {
                throw SqlException.internal(
                        "provided comment was " + length + " bytes long, max size is " + MAX_BYTES + " bytes");
            }
            context.draft().comment(key, text);
        });
    }

    private static Target target(TokenReader reader) {
        if (reader.accept("cluster replica")) {
            String cluster = reader.identifier();
            reader.expectSymbol(".");
            String replica = reader.identifier();
            return context -> key(
                    context,
                    context.catalog()
                            .replicasOf(context.names().cluster(cluster).id())
                            .filter(r -> r.name().equals(replica))
                            .findFirst()
                            .orElseThrow(() -> SqlException.internal("unknown cluster replica '" + replica + "'")));
        }
        if (reader.accept("cluster")) {
            String name = reader.identifier();
            return context -> key(context, context.names().cluster(name));
        }
        if (reader.accept("database")) {
            String name = reader.identifier();
            return context -> key(context, context.names().database(name));
        }
        if (reader.accept("role")) {
            String name = reader.identifier();
            return context -> key(context, context.names().role(name));
        }
        if (reader.accept("schema")) {
            QualifiedName name = reader.name();
            return context -> key(context, context.names().schema(name));
        }
        if (reader.accept("column")) {
            QualifiedName name = reader.name();
            return context -> column(context, name);
        }
        for (Kind kind : ITEMS) {
            if (reader.accept(kind.words())) {
                QualifiedName name = reader.name();
                return context -> item(context, kind, name);
            }
        }
        throw reader.expected("object type");
    }

    private static CommentKey key(ChangeContext context, Entity entity) {
        if (entity.kind() == Kind.ROLE) {
            AccessRules.requireSystem(context.session(), Privilege.CREATEROLE);
        } else {
            AccessRules.requireOwner(context.session(), entity);
        }
        return new CommentKey(entity.id(), entity.kind(), 0);
    }

    private static CommentKey item(ChangeContext context, Kind kind, QualifiedName name) {
        Names names = context.names();
        Item item = names.item(name);
        if (item.kind() != kind) {
            throw SqlException.internal(names.full(item) + " is not " + kind.withArticle());
        }
        return key(context, item);
    }

    private static CommentKey column(ChangeContext context, QualifiedName name) {
        if (name.parts().size() < 2) {
            throw SqlException.internal("need to specify an object and a column");
        }
        Item item = context.names().item(new QualifiedName(name.qualifier()));
        AccessRules.requireOwner(context.session(), item);
        for (int i = 0; i < item.columns().size(); i++) {
            if (item.columns().get(i).name().equals(name.last())) {
                return new CommentKey(item.id(), item.kind(), i + 1);
            }
        }
        throw SqlException.internal("column \"" + name.dotted() + "\" does not exist");
    }
}
