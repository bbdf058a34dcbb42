package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Cluster;
import dev.cutover.sandbox.catalog.Column;
import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Names;
import dev.cutover.sandbox.catalog.Privilege;
import dev.cutover.sandbox.catalog.Schema;
import dev.cutover.sandbox.session.AccessRules;
import dev.cutover.sandbox.sql.DefinitionPrinter;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CREATE INDEX. An index exists in the catalog only; PostgreSQL does without. */
public final class IndexStatements {
    private IndexStatements() {}

    /** CREATE [DEFAULT] INDEX [name] [IN CLUSTER c] ON relation [(expressions)]. */
    public static Statement create(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("create");
        boolean byDefault = reader.accept("default");
        reader.expect("index");
        boolean ifNotExists = reader.accept("if not exists");
        boolean named = !reader.sees("on") && !reader.sees("in cluster");
        String name = named ? reader.identifier() : null;
        String cluster = reader.accept("in cluster") ? reader.identifier() : null;
        reader.expect("on");
        QualifiedName on = reader.name();
        if (reader.accept("using")) {
            reader.identifier();
        }
        List<String> keys = byDefault ? null : keys(reader);
        return new Change(
                Rule.SINGLE, "CREATE INDEX", display, context -> create(context, name, ifNotExists, cluster, on, keys));
    }

    private static List<String> keys(TokenReader reader) {
        reader.expectSymbol("(");
        List<String> keys = new ArrayList<>();
        StringBuilder key = new StringBuilder();
        int depth = 0;
        while (true) {
            Token token = reader.next();
            if (token.kind() == Token.Kind.END) {
                throw reader.expected("right parenthesis");
            }
            if (depth == 0 && (token.isSymbol(",") || token.isSymbol(")"))) {
                keys.add(key.toString());
                key.setLength(0);
                if (token.isSymbol(")")) {
                    return keys;
                }
                continue;
            }
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (token.kind() == Token.Kind.WORD
                    && reader.peek().isSymbol("(")
                    && DefinitionPrinter.isBuiltIn(token.text())) {
                key.append("pg_catalog.");
            }
            key.append(
                    switch (token.kind()) {
                        case QUOTED, WORD -> Identifiers.quote(token.text());
                        case STRING -> Identifiers.literal(token.text());
                        case NUMBER, PARAMETER, SYMBOL, END -> token.text();
                    });
        }
    }

    private static void create(
            ChangeContext context,
            String name,
            boolean ifNotExists,
            String clusterName,
            QualifiedName on,
            List<String> givenKeys)
            throws IOException {
        Names names = context.names();
        Item relation = names.item(on);
        if (!relation.kind().isRelation()) {
            throw SqlException.internal(names.full(relation) + " is not a relation");
        }
        AccessRules.requireOwner(context.session(), relation);
        Schema schema = names.catalog().schemas().get(relation.schemaId());
        Cluster cluster = NewItem.findCluster(context, clusterName);
        List<String> keys = givenKeys == null
                ? DefaultKey.of(context, relation).stream()
                        .map(c -> Identifiers.quote(c.name()))
                        .toList()
                : givenKeys;
        for (String key : keys) {
            requireColumn(relation, key);
        }
        String ownName = name == null ? generatedName(names, schema, relation, givenKeys) : name;
        List<String> parts = new ArrayList<>(names.nameOf(schema).parts());
        parts.add(ownName);
        Optional<NewItem> place = NewItem.at(context, Kind.INDEX, new QualifiedName(parts), ifNotExists);
        if (place.isEmpty()) {
            return;
        }
        AccessRules.require(context.session(), cluster, Privilege.CREATE);
        Definition definition = new Definition(List.of(
                new Definition.Reference(relation.id(), false),
                new Definition.Text(
                        " (" + String.join(", ", keys) + ")", " (" + String.join(", ", quoted(keys)) + ")")));
        Map<String, String> details = new HashMap<>();
        details.put(Item.ON, relation.id());
        details.put("keys", json(keys));
        Long closes = Inputs.closesAt(names.catalog(), Set.of(relation.id()));
        if (closes != null) {
            details.put(Item.CLOSES_AT, closes.toString());
        }
        context.draft().put(place.get().item(cluster, definition, Set.of(relation.id()), details));
    }

    private static List<String> quoted(List<String> keys) {
        return keys.stream()
                .map(key -> key.matches("[a-z_][a-z0-9_]*") ? Identifiers.always(key) : key)
                .toList();
    }

    private static void requireColumn(Item relation, String key) {
        boolean plain = key.matches("[a-z_][a-z0-9_]*|\".*\"");
        String bare = key.startsWith("\"") ? key.substring(1, key.length() - 1).replace("\"\"", "\"") : key;
        if (plain && relation.columns().stream().map(Column::name).noneMatch(bare::equals)) {
            throw SqlException.internal("column \"" + bare + "\" does not exist");
        }
    }

    private static String json(List<String> keys) {
        List<String> items = keys.stream()
                .map(key -> key.startsWith("\"")
                        ? key.substring(1, key.length() - 1).replace("\"\"", "\"")
                        : key)
                .map(key -> '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .toList();
        return "[" + String.join(",", items) + "]";
    }

    private static String generatedName(Names names, Schema schema, Item relation, List<String> keys) {
        String base = relation.name()
                + (keys == null
                        ? "_primary_idx"
                        : "_"
                                + String.join(
                                        "_",
                                        keys.stream()
                                                .map(k -> k.replace("pg_catalog.", "")
                                                        .replaceAll("\\W+", "_"))
                                                .toList())
                                + "_idx");
        String candidate = base;
        for (int i = 1; names.findIn(schema, candidate).isPresent(); i++) {
            candidate = base + i;
        }
        return candidate;
    }
}
