package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.Token;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.statement.Display;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Change;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CREATE TABLE, with columns or from a source. */
public final class TableStatements {
    private TableStatements() {}

    /** CREATE [TEMPORARY] TABLE. */
    public static Statement create(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("create");
        boolean temporary = reader.accept("temporary") || reader.accept("temp");
        reader.expect("table");
        boolean ifNotExists = reader.accept("if not exists");
        QualifiedName name = reader.name();
        if (reader.accept("from source")) {
            QualifiedName source = reader.name();
            reader.expectSymbol("(");
            reader.expect("reference");
            reader.acceptSymbol("=");
            QualifiedName reference = reader.name();
            reader.expectSymbol(")");
            List<Token> rest = reader.rest();
            return new Change(
                    Rule.NAMES,
                    "CREATE TABLE",
                    display,
                    context -> SourceTables.create(context, name, ifNotExists, source, reference, rest));
        }
        if (!reader.peek().isSymbol("(")) {
            throw reader.expected("left parenthesis");
        }
        List<Token> columns = reader.rest();
        String sql = reader.sql();
        return new Change(Rule.SINGLE, "CREATE TABLE", display, context -> {
            refuseKeys(columns);
            Optional<NewItem> place = NewItem.at(context, Kind.TABLE, name, ifNotExists);
            if (place.isPresent()) {
                create(context, place.get(), sql, columns, temporary);
            }
        });
    }

    private static void refuseKeys(List<Token> columns) {
        for (int i = 0; i + 1 < columns.size(); i++) {
            boolean primary =
                    columns.get(i).isWord("primary") && columns.get(i + 1).isWord("key");
            if (primary || columns.get(i).isWord("unique")) {
                throw SqlException.internal("CREATE TABLE with a primary key or unique constraint is not supported")
                        .detail(
                                "The requested feature (unsafe_enable_table_keys) is unsafe and is meant only for internal"
                                        + " development and testing of Materialize.");
            }
        }
    }

    private static void create(ChangeContext context, NewItem place, String sql, List<Token> columns, boolean temporary)
            throws IOException {
        Map<String, String> details = new HashMap<>();
        if (temporary) {
            details.put(Item.SESSION, context.session().id());
        }
        Item item = place.item(Definition.EMPTY, Set.of(), details);
        String text = TableText.forPostgres(sql, columns);
        String prefix = "CREATE TABLE mz_data." + Identifiers.always(item.id()) + " ";
        context.session().synchronizeBackend();
        context.postgres(
                prefix + text,
                at -> Math.max(0, at - prefix.length()) + columns.get(0).start());
        Item complete = item.withColumns(Columns.of(context, item));
        context.draft().put(complete.redefined(TableText.definition(columns), Set.of(), details));
    }
}
