package dev.cutover.activities.materialize.sql;

import dev.cutover.activities.materialize.sql.Reference.Role;
import java.util.ArrayList;
import java.util.List;

/** Finds what a statement refers to. */
public final class References {
    private References() {}

    /** Every name in the statement's body that means something in the catalog, in the order of the text. */
    public static List<Reference> of(ParsedStatement parsed) {
        List<Token> tokens = parsed.statement().tokens();
        Cursor cursor = new Cursor(tokens, parsed.bodyIndex());
        return switch (parsed.kind()) {
            case CREATE_VIEW, CREATE_MATERIALIZED_VIEW, QUERY -> QueryWalker.query(cursor);
            case CREATE_INDEX -> indexReferences(parsed, cursor);
            case CREATE_SOURCE -> sourceReferences(cursor, new ArrayList<>());
            case CREATE_TABLE_FROM_SOURCE, CREATE_SINK -> fromReferences(cursor);
            case CREATE_TABLE, CREATE_CONNECTION, CREATE_SECRET, CREATE_CLUSTER, COMMENT, GRANT, UNIT_TEST, OTHER ->
                List.of();
        };
    }

    private static List<Reference> indexReferences(ParsedStatement parsed, Cursor cursor) {
        List<Reference> references = new ArrayList<>();
        references.add(new Reference(Role.RELATION, parsed.targets().get(0)));
        references.addAll(QueryWalker.expressions(cursor));
        return references;
    }

    private static List<Reference> fromReferences(Cursor cursor) {
        List<Reference> references = new ArrayList<>();
        cursor.accept("FROM");
        cursor.accept("SOURCE");
        if (cursor.isIdentifierAt(0)) {
            references.add(new Reference(Role.RELATION, cursor.chain()));
        }
        return sourceReferences(cursor, references);
    }

    private static List<Reference> sourceReferences(Cursor cursor, List<Reference> references) {
        while (!cursor.atEnd()) {
            boolean alias = cursor.isWordAt(-1, "AS");
            if (cursor.accept("EXPOSE", "PROGRESS", "AS")) {
                addName(Role.CREATED, cursor, references);
            } else if (!alias && cursor.accept("CONNECTION")) {
                addName(Role.CONNECTION, cursor, references);
            } else if (!alias && cursor.accept("SECRET")) {
                addName(Role.SECRET, cursor, references);
            } else {
                cursor.skip();
            }
        }
        return references;
    }

    private static void addName(Role role, Cursor cursor, List<Reference> references) {
        if (cursor.isIdentifierAt(0)) {
            references.add(new Reference(role, cursor.chain()));
        }
    }
}
