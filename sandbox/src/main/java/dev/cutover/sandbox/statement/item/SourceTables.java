package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Column;
import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.Token;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CREATE TABLE ... FROM SOURCE, and the relations that sources bring along. */
final class SourceTables {
    private static final List<String> AUCTION_OUTPUTS =
            List.of("organizations", "users", "accounts", "auctions", "bids");

    private SourceTables() {}

    static void create(
            ChangeContext context,
            QualifiedName name,
            boolean ifNotExists,
            QualifiedName sourceName,
            QualifiedName reference,
            List<Token> rest)
            throws IOException {
        Item source = context.names().item(sourceName);
        if (source.kind() != Kind.SOURCE) {
            throw SqlException.internal(
                    sourceName.dotted() + " is " + source.kind().withArticle() + " not a source");
        }
        boolean taken = context.names()
                .findIn(context.names().schemaFor(name), name.last())
                .isPresent();
        if (taken && !ifNotExists) {
            throw SqlException.internal("catalog item '" + name.last() + "' already exists");
        }
        if (source.detail(Item.SLOT) != null) {
            UpstreamTables.fromSource(context, name, ifNotExists, source, reference);
            return;
        }
        if (source.detail(Item.TOPIC) != null) {
            fromTopic(context, name, ifNotExists, source, reference, rest);
            return;
        }
        if (MySqlSource.is(source)) {
            MySqlSource.createTable(context, name, ifNotExists, source, reference);
            return;
        }
        String generator = source.detail("generator");
        boolean known = generator != null
                && (generator.equals("counter")
                        ? reference.last().equals("counter")
                        : GeneratedRows.AUCTION.contains(reference.last()));
        if (!known) {
            throw SqlException.internal("reference to " + reference.dotted() + " not found in source");
        }
        Optional<NewItem> place = NewItem.at(context, Kind.TABLE, name, ifNotExists);
        if (place.isEmpty()) {
            return;
        }
        GeneratedRows rows = new GeneratedRows(
                Long.parseLong(source.detail("start")),
                Long.parseLong(source.detail("tick")),
                source.detail("up_to") == null ? null : Long.valueOf(source.detail("up_to")));
        Map<String, String> details = new HashMap<>(Map.of(Item.SOURCE, source.id()));
        if (source.detail(Item.CLOSES_AT) != null) {
            details.put(Item.CLOSES_AT, source.detail(Item.CLOSES_AT));
        }
        Item table = place.get().item(Definition.EMPTY, Set.of(source.id()), details);
        Item complete = store(context, table, rows.query(reference.last()));
        List<Column> columns = complete.columns().stream()
                .map(c -> new Column(c.name(), c.type(), c.typeOid(), c.typeModifier(), false, null))
                .toList();
        boolean auction = generator.equals("auction");
        String origin = "mz_load_generators." + generator + "." + reference.last();
        String keys = auction ? ", UNIQUE (" + Identifiers.quote("id") + ")" : "";
        // Materialize keeps which output it is as an encoded message: the number of an auction's output, or none.
        String output = auction ? "100" + AUCTION_OUTPUTS.indexOf(reference.last()) : "0a00";
        Definition definition = definition(columns, keys, source, origin);
        List<Definition.Part> parts = new ArrayList<>(definition.parts());
        parts.add(Definition.of(" WITH (DETAILS = '1a040a02" + output + "')")
                .parts()
                .get(0));
        context.draft().put(complete.withColumns(columns).redefined(new Definition(parts), table.uses(), details));
    }

    private static void fromTopic(
            ChangeContext context,
            QualifiedName name,
            boolean ifNotExists,
            Item source,
            QualifiedName reference,
            List<Token> rest)
            throws IOException {
        String topic = source.detail(Item.TOPIC);
        if (!reference.last().equals(topic)) {
            throw SqlException.internal("reference to " + reference.dotted() + " not found in source");
        }
        Encoding encoding = Encoding.read(new TokenReader("", rest));
        if (encoding.isNone()) {
            throw SqlException.internal("CREATE TABLE ... FROM SOURCE for a Kafka source requires a FORMAT");
        }
        Optional<NewItem> place = NewItem.at(context, Kind.TABLE, name, ifNotExists);
        if (place.isEmpty()) {
            return;
        }
        Map<String, String> details = Map.of(Item.SOURCE, source.id(), Item.TOPIC, topic);
        Item table = place.get().item(Definition.EMPTY, Set.of(source.id()), details);
        Item complete = KafkaSource.required(store(context, table, encoding.query(KafkaSource.topic(source))));
        Definition definition = definition(complete.columns(), "", source, Identifiers.quote(topic));
        List<Definition.Part> parts = new ArrayList<>(definition.parts());
        parts.add(new Definition.Text(encoding.text(), encoding.text()));
        context.draft().put(complete.redefined(new Definition(parts), table.uses(), details));
    }

    private static Definition definition(List<Column> columns, String keys, Item source, String origin) {
        List<String> lines = columns.stream()
                .map(c -> Identifiers.quote(c.name()) + " pg_catalog." + shortType(c.type()) + " NOT NULL")
                .toList();
        return definition(String.join(", ", lines) + keys, source, origin);
    }

    static Definition definition(String columns, Item source, String origin) {
        String text = "(" + columns + ") FROM SOURCE ";
        String end = " (REFERENCE = " + origin + ")";
        return new Definition(List.of(
                new Definition.Text(text, text),
                new Definition.Reference(source.id(), false),
                new Definition.Text(end, end)));
    }

    private static String shortType(String type) {
        return switch (type) {
            case "bigint" -> "int8";
            case "integer" -> "int4";
            case "timestamp with time zone" -> "timestamptz";
            default -> type;
        };
    }

    /** Reads {@code (NAME [=] 'value')}. */
    static String onlyOption(TokenReader reader, String name) {
        reader.expectSymbol("(");
        reader.expect(name);
        reader.acceptSymbol("=");
        String value = reader.string();
        reader.expectSymbol(")");
        return value;
    }

    /** Puts a source into the draft that has nothing but its progress, in one column of this name. */
    static void progressOnly(ChangeContext context, Item source, String column) throws IOException {
        String query = "SELECT 0::int8::mz_catalog.uint8 AS " + Identifiers.quote(column) + " WHERE false";
        context.draft()
                .put(store(context, source, query)
                        .withColumns(List.of(new Column(column, "uint8", 16464, -1, true, null))));
    }

    /** Puts a relation into PostgreSQL as a view over a query, and gives the item with its columns. */
    static Item store(ChangeContext context, Item item, String query) throws IOException {
        context.postgres("CREATE VIEW mz_data." + Identifiers.always(item.id()) + " AS " + query);
        return item.withColumns(Columns.of(context, item));
    }
}
