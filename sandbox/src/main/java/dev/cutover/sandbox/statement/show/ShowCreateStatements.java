package dev.cutover.sandbox.statement.show;

import dev.cutover.sandbox.catalog.Cluster;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Names;
import dev.cutover.sandbox.catalog.Privilege;
import dev.cutover.sandbox.session.AccessRules;
import dev.cutover.sandbox.session.Session;
import dev.cutover.sandbox.sql.Definitions;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Answer;
import dev.cutover.sandbox.statement.Statement.Output;
import dev.cutover.sandbox.wire.SqlException;
import java.util.List;
import java.util.Locale;

/** SHOW CREATE: what would create a thing again, with the names that everything has now. */
public final class ShowCreateStatements {
    private static final List<Output> COLUMNS = List.of(Output.text("name"), Output.text("create_sql"));
    private static final List<Kind> KINDS = List.of(
            Kind.MATERIALIZED_VIEW,
            Kind.VIEW,
            Kind.TABLE,
            Kind.INDEX,
            Kind.SOURCE,
            Kind.SINK,
            Kind.CONNECTION,
            Kind.TYPE);

    private ShowCreateStatements() {}

    /** SHOW CREATE kind name. */
    public static Statement show(TokenReader reader) {
        reader.expect("show create");
        if (reader.accept("cluster")) {
            String name = reader.identifier();
            return new Answer(Rule.READ, COLUMNS, session -> List.of(cluster(session, name)));
        }
        for (Kind kind : KINDS) {
            if (reader.accept(kind.words())) {
                QualifiedName name = reader.name();
                return new Answer(Rule.READ, COLUMNS, session -> List.of(item(session, kind, name)));
            }
        }
        throw reader.expected("end of statement");
    }

    private static List<String> cluster(Session session, String name) {
        Cluster cluster = session.names().cluster(name);
        if (!cluster.managed()) {
            throw SqlException.of("0A000", "SHOW CREATE for unmanaged clusters is not supported");
        }
        return List.of(
                name,
                "CREATE CLUSTER " + Identifiers.always(name) + " "
                        + cluster.options().sql());
    }

    private static List<String> item(Session session, Kind kind, QualifiedName name) {
        Names names = session.names();
        Item item = names.item(name);
        if (item.kind() != kind) {
            throw SqlException.internal(names.full(item) + " is not " + kind.withArticle());
        }
        AccessRules.require(session, names.catalog().schemas().get(item.schemaId()), Privilege.USAGE);
        return List.of(names.full(item), ShowCreate.layout(text(names, item)));
    }

    private static String replacement(Names names, Item item, String head) {
        String targetId = item.detail(Item.REPLACES);
        if (targetId == null) {
            return head;
        }
        Item target = names.catalog().items().get(targetId);
        return head.replaceFirst("CREATE", "CREATE REPLACEMENT") + " FOR "
                + names.nameOf(target).quoted();
    }

    /** The statement in one line. */
    private static String text(Names names, Item item) {
        String name = names.nameOf(item).quoted();
        String body = Definitions.render(item.definition(), names);
        String cluster = item.clusterId() == null
                ? null
                : Identifiers.quote(
                        names.catalog().clusters().get(item.clusterId()).name());
        return switch (item.kind()) {
            case VIEW -> "CREATE VIEW " + name + " AS " + body;
            case MATERIALIZED_VIEW ->
                replacement(names, item, "CREATE MATERIALIZED VIEW " + name) + " IN CLUSTER " + cluster + " WITH ("
                        + item.detail(Item.OPTIONS) + ") AS " + body;
            case TABLE -> "CREATE TABLE " + name + " " + body;
            case INDEX -> "CREATE INDEX " + Identifiers.quote(item.name()) + " IN CLUSTER " + cluster + " ON " + body;
            case SOURCE, SINK ->
                "CREATE " + item.kind().words().toUpperCase(Locale.ROOT) + " " + name + " IN CLUSTER " + cluster + " "
                        + body;
            case CONNECTION -> "CREATE CONNECTION " + name + " " + body;
            case TYPE -> "CREATE TYPE " + name + " " + body;
            case DATABASE, SCHEMA, CLUSTER, REPLICA, ROLE, SECRET ->
                throw new IllegalStateException("no SHOW CREATE for " + item.kind());
        };
    }
}
