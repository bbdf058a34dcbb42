package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Cluster;
import dev.cutover.sandbox.catalog.Column;
import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CREATE SOURCE ... FROM LOAD GENERATOR COUNTER or AUCTION. */
record LoadGenerator(String generator, String tick, Long upTo, boolean forAllTables) {
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|min)?");

    static LoadGenerator read(TokenReader reader) {
        String generator = reader.identifier();
        if (!generator.equals("counter") && !generator.equals("auction")) {
            throw SqlException.of(
                    "0A000",
                    "the sandbox has the load generators COUNTER and AUCTION, not "
                            + generator.toUpperCase(Locale.ROOT));
        }
        String tick = null;
        Long upTo = null;
        if (reader.acceptSymbol("(")) {
            do {
                if (reader.accept("tick interval")) {
                    reader.acceptSymbol("=");
                    tick = reader.string();
                } else if (reader.accept("up to")) {
                    reader.acceptSymbol("=");
                    upTo = Long.valueOf(reader.next().text());
                } else {
                    throw reader.expected("TICK INTERVAL or UP TO");
                }
            } while (reader.acceptSymbol(","));
            reader.expectSymbol(")");
        }
        boolean forAllTables = reader.accept("for all tables");
        if (reader.accept("expose progress as")) {
            reader.name();
        }
        return new LoadGenerator(generator, tick, upTo, forAllTables);
    }

    private long tickMillis() {
        Matcher matcher = DURATION.matcher(tick == null ? "1s" : tick);
        if (!matcher.matches()) {
            throw SqlException.internal("invalid TICK INTERVAL: invalid interval " + tick);
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        long factor = unit.equals("ms") ? 1 : unit.equals("s") ? 1_000 : 60_000;
        return Math.max(1, Long.parseLong(matcher.group(1)) * factor);
    }

    void create(ChangeContext context, QualifiedName name, boolean ifNotExists, String clusterName) throws IOException {
        Optional<NewItem> place = NewItem.at(context, Kind.SOURCE, name, ifNotExists);
        if (place.isEmpty()) {
            return;
        }
        Cluster cluster = NewItem.cluster(context, clusterName);
        GeneratedRows rows = new GeneratedRows(System.currentTimeMillis(), tickMillis(), upTo);
        Map<String, String> details = new HashMap<>(Map.of(
                Item.TYPE,
                "load-generator",
                "generator",
                generator,
                "start",
                String.valueOf(rows.startMillis()),
                "tick",
                String.valueOf(rows.tickMillis())));
        if (upTo != null) {
            details.put("up_to", upTo.toString());
            details.put(Item.CLOSES_AT, rows.closesAt().toString());
        }
        QualifiedName progress = sibling(name, name.last() + "_progress");
        Item source = place.get().item(cluster, definition(context, name, progress), Set.of(), details);
        Item complete = SourceTables.store(
                context, source, "SELECT " + rows.ticks() + "::int8::mz_catalog.uint8 AS \"offset\"");
        context.draft().put(complete.withColumns(List.of(new Column("offset", "uint8", 16464, -1, true, null))));
        if (forAllTables) {
            List<String> tables = generator.equals("auction") ? GeneratedRows.AUCTION : List.of("counter");
            for (String table : tables) {
                subsource(context, cluster, source, sibling(name, table), rows.query(table), "subsource");
            }
            subsource(context, null, source, progress, "SELECT 0::int8::mz_catalog.uint8 AS \"offset\"", "progress");
        }
    }

    static void subsource(
            ChangeContext context, Cluster cluster, Item source, QualifiedName name, String query, String type)
            throws IOException {
        if (context.names().findItem(name).isPresent()) {
            throw SqlException.internal("catalog item '" + name.last() + "' already exists");
        }
        NewItem place = NewItem.at(context, Kind.SOURCE, name, false).orElseThrow();
        Map<String, String> details = Map.of(Item.TYPE, type, Item.SOURCE, source.id());
        Item item = place.item(cluster, Definition.EMPTY, Set.of(source.id()), details);
        context.draft().put(SourceTables.store(context, item, query));
    }

    static QualifiedName sibling(QualifiedName name, String other) {
        List<String> parts = new ArrayList<>(name.qualifier());
        parts.add(other);
        return new QualifiedName(parts);
    }

    private Definition definition(ChangeContext context, QualifiedName name, QualifiedName progress) {
        List<String> options = new ArrayList<>();
        if (tick != null) {
            options.add("TICK INTERVAL = " + Identifiers.literal(tick));
        }
        if (upTo != null) {
            options.add("UP TO = " + upTo);
        }
        String list = options.isEmpty() ? "" : " (" + String.join(", ", options) + ")";
        String text = "FROM LOAD GENERATOR " + generator.toUpperCase(Locale.ROOT) + list;
        if (forAllTables) {
            QualifiedName home = context.names().nameOf(context.names().schemaFor(name));
            text += " FOR ALL TABLES EXPOSE PROGRESS AS " + home.quoted() + "." + Identifiers.quote(progress.last());
        }
        return Definition.of(text);
    }
}
