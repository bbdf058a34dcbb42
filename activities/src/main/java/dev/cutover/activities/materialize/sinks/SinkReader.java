package dev.cutover.activities.materialize.sinks;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.Definitions;
import dev.cutover.activities.materialize.catalog.Dependency;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.sql.Lexer;
import dev.cutover.activities.materialize.sql.SqlTextException;
import dev.cutover.activities.materialize.sql.Token;
import dev.cutover.workflows.catalog.ObjectKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds sinks by what they read, whoever made them and whatever they are called. */
public final class SinkReader {
    private final Session session;
    private final Catalog catalog;

    public SinkReader(Session session) {
        this.session = session;
        this.catalog = Catalog.ofKnownKinds(session);
    }

    /** All sinks that directly read any of these relations, by name; those that are themselves among the ids are left out. */
    public List<SinkEntry> reading(Collection<String> relationIds) throws SQLException {
        Map<String, String> reads = new HashMap<>();
        for (Dependency dependency : catalog.dependentsOf(relationIds)) {
            if (!relationIds.contains(dependency.dependentId())) {
                reads.put(dependency.dependentId(), dependency.referencedId());
            }
        }
        List<ObjectEntry> sinks = catalog.objectsById(reads.keySet()).stream()
                .filter(object -> object.kind() == ObjectKind.SINK)
                .toList();
        Map<String, String> definitions =
                Definitions.of(session, sinks.stream().map(ObjectEntry::id).toList());
        return sinks.stream()
                .map(sink -> entry(sink, reads.get(sink.id()), definitions.get(sink.id())))
                .toList();
    }

    /** A definition that cannot be read names no columns. */
    private static SinkEntry entry(ObjectEntry sink, String readsId, String definition) {
        List<Token> tokens;
        try {
            tokens = definition == null ? List.of() : Lexer.read(definition);
        } catch (SqlTextException e) {
            tokens = List.of();
        }
        List<String> key = new ArrayList<>();
        Set<String> columns = new TreeSet<>();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isWord("HEADERS") && tokens.get(i + 1).isIdentifier()) {
                columns.add(tokens.get(i + 1).identifier());
            } else if (tokens.get(i).isWord("KEY") && tokens.get(i + 1).isSymbol('(')) {
                for (int k = i + 2; k < tokens.size() && !tokens.get(k).isSymbol(')'); k++) {
                    if (tokens.get(k).isIdentifier()) {
                        key.add(tokens.get(k).identifier());
                    }
                }
            }
        }
        columns.addAll(key);
        return new SinkEntry(sink, readsId, List.copyOf(key), columns);
    }
}
