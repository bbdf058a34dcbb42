package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.Cluster;
import dev.cutover.sandbox.catalog.Column;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Names;
import dev.cutover.sandbox.session.AccessRules;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.QueryRewriter;
import dev.cutover.sandbox.sql.Rewritten;
import dev.cutover.sandbox.sql.Token;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.statement.Display;
import dev.cutover.sandbox.statement.Drops;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Change;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CREATE VIEW and CREATE MATERIALIZED VIEW; both are views in PostgreSQL. */
public final class ViewStatements {
    private ViewStatements() {}

    private record Request(
            Kind kind,
            boolean replace,
            boolean temporary,
            boolean ifNotExists,
            QualifiedName name,
            QualifiedName replaced,
            List<String> columns,
            String cluster,
            ViewOptions options,
            List<Token> query,
            String sql) {}

    /** CREATE [OR REPLACE] [TEMPORARY] VIEW. */
    public static Statement createView(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("create");
        boolean replace = reader.accept("or replace");
        boolean temporary = reader.accept("temporary") || reader.accept("temp");
        reader.expect("view");
        boolean ifNotExists = reader.accept("if not exists");
        QualifiedName name = reader.name();
        List<String> columns = columns(reader);
        reader.expect("as");
        Request request = new Request(
                Kind.VIEW,
                replace,
                temporary,
                ifNotExists,
                name,
                null,
                columns,
                null,
                ViewOptions.none(),
                query(reader),
                reader.sql());
        return new Change(Rule.SINGLE, "CREATE VIEW", display, context -> create(context, request));
    }

    /** CREATE [OR REPLACE | REPLACEMENT] MATERIALIZED VIEW. */
    public static Statement createMaterializedView(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("create");
        boolean replace = reader.accept("or replace");
        boolean replacement = !replace && reader.accept("replacement");
        reader.expect("materialized view");
        boolean ifNotExists = reader.accept("if not exists");
        QualifiedName name = reader.name();
        List<String> columns = columns(reader);
        if (replacement) {
            reader.expect("for");
        }
        QualifiedName replaced = replacement ? reader.name() : null;
        String cluster = reader.accept("in cluster") ? reader.identifier() : null;
        ViewOptions options = reader.accept("with") ? ViewOptions.read(reader) : ViewOptions.none();
        reader.expect("as");
        Request request = new Request(
                Kind.MATERIALIZED_VIEW,
                replace,
                false,
                ifNotExists,
                name,
                replaced,
                columns,
                cluster,
                options,
                query(reader),
                reader.sql());
        return new Change(Rule.SINGLE, "CREATE MATERIALIZED VIEW", display, context -> create(context, request));
    }

    private static List<String> columns(TokenReader reader) {
        List<String> columns = new ArrayList<>();
        if (reader.acceptSymbol("(")) {
            do {
                columns.add(reader.identifier());
            } while (reader.acceptSymbol(","));
            reader.expectSymbol(")");
        }
        return columns;
    }

    private static List<Token> query(TokenReader reader) {
        Token first = reader.peek();
        boolean query = first.isWord("select")
                || first.isWord("with")
                || first.isWord("values")
                || first.isWord("table")
                || first.isSymbol("(");
        if (!query) {
            throw reader.expected("SELECT, VALUES, or a subquery in the query body");
        }
        return reader.rest();
    }

    private static void create(ChangeContext context, Request request) throws IOException {
        Rewritten query = QueryRewriter.rewrite(request.sql(), request.query(), context.names());
        if (request.kind() == Kind.MATERIALIZED_VIEW) {
            refuseTime(query);
            request.options().requireAvailable(context.catalog());
        }
        if (request.replace()) {
            dropReplaced(context, request);
        }
        Optional<NewItem> place = NewItem.at(context, request.kind(), request.name(), request.ifNotExists());
        if (place.isEmpty()) {
            return;
        }
        Cluster cluster = request.kind() == Kind.MATERIALIZED_VIEW ? NewItem.cluster(context, request.cluster()) : null;
        Map<String, String> details = new HashMap<>();
        if (request.temporary()) {
            details.put(Item.SESSION, context.session().id());
        }
        Catalog catalog = context.catalog();
        Set<String> uses = new LinkedHashSet<>(query.itemIds());
        Item target = request.replaced() == null ? null : Replacements.target(context.names(), request.replaced());
        if (target != null) {
            details.put(Item.REPLACES, target.id());
            uses.add(target.id());
        }
        Long closes = query.functions().contains("mz_now") || query.readsSystem()
                ? null
                : Inputs.closesAt(catalog, query.itemIds());
        if (closes != null && request.kind() == Kind.MATERIALIZED_VIEW) {
            details.put(Item.CLOSES_AT, closes.toString());
        }
        if (request.kind() == Kind.MATERIALIZED_VIEW) {
            details.put(Item.OPTIONS, request.options().printed());
        }
        Item item = place.get().item(cluster, query.definition(), uses, details);
        String columns = request.columns().isEmpty()
                ? ""
                : " ("
                        + String.join(
                                ", ",
                                request.columns().stream()
                                        .map(Identifiers::always)
                                        .toList()) + ")";
        context.session().synchronizeBackend();
        query = Records.storable(context, query);
        Rewritten stored = query;
        String prefix = "CREATE VIEW mz_data." + Identifiers.always(item.id()) + columns + " AS ";
        try {
            context.postgres(prefix + stored.sql(), at -> stored.original(Math.max(0, at - prefix.length())));
        } catch (SqlException e) {
            throw explained(e, context.names(), item, request);
        }
        List<Column> told = Columns.of(context, item);
        boolean oneInput = query.itemIds().size() == 1 && !query.readsSystem();
        Item complete = item.withColumns(
                oneInput
                        ? Nullability.of(
                                request.query(),
                                catalog.items()
                                        .get(query.itemIds().iterator().next())
                                        .columns(),
                                told)
                        : told);
        requireAllNamed(context.names(), complete, request);
        complete = checked(context, complete, request, query);
        if (target != null) {
            Replacements.requireSameColumns(target, complete);
        }
        long effort = request.kind() == Kind.MATERIALIZED_VIEW ? Effort.millis(context, complete) : 0;
        if (effort > 0) {
            details.put(Item.EFFORT, String.valueOf(effort));
            complete = complete.redefined(complete.definition(), complete.uses(), details);
        }
        context.draft().put(complete);
    }

    /** PostgreSQL's view again, now that its columns are known, so that asserted ones are checked. */
    private static Item checked(ChangeContext context, Item item, Request request, Rewritten query) throws IOException {
        String list = request.options().checkedColumns(item.columns());
        if (!request.options().asserts()) {
            return item;
        }
        String view = "mz_data." + Identifiers.always(item.id());
        String names = String.join(
                ", ",
                item.columns().stream()
                        .map(column -> Identifiers.always(column.name()))
                        .toList());
        context.postgres("CREATE OR REPLACE VIEW " + view + " AS SELECT " + list + " FROM (" + query.sql() + ") q ("
                + names + ")");
        return item.withColumns(request.options().assertedIn(item.columns()));
    }

    private static void requireAllNamed(Names names, Item item, Request request) {
        if (request.columns().size() > item.columns().size()) {
            throw tooManyNames(names, item, request, item.columns().size());
        }
    }

    private static SqlException tooManyNames(Names names, Item item, Request request, int present) {
        String what =
                item.kind().words() + " " + String.join(".", names.nameOf(item).parts());
        return SqlException.internal(what + " definition names "
                + request.columns().size() + " columns, but " + what + " has " + present + " columns");
    }

    private static SqlException explained(SqlException e, Names names, Item item, Request request) {
        if (e.getMessage().contains("specifies more column names than columns")) {
            return tooManyNames(names, item, request, request.columns().size() - 1);
        }
        return e;
    }

    private static void refuseTime(Rewritten query) {
        if (query.functions().contains("now")) {
            throw SqlException.of("0A000", "cannot materialize call to current_timestamp")
                    .detail("See: https://materialize.com/docs/sql/functions/now_and_mz_now/")
                    .hint("In temporal filters `mz_now()` may work instead.");
        }
    }

    private static void dropReplaced(ChangeContext context, Request request) {
        Optional<Item> existing = context.names().findItem(request.name());
        if (existing.isEmpty() || existing.get().kind() != request.kind()) {
            return;
        }
        AccessRules.requireOwner(context.session(), existing.get());
        Drops drops = new Drops(context);
        List<Item> dependents = drops.dependents(existing.get());
        if (!dependents.isEmpty()) {
            throw ItemStatements.stillUsed(context.names(), existing.get(), dependents.get(0));
        }
        context.draft().remove(existing.get());
    }
}
