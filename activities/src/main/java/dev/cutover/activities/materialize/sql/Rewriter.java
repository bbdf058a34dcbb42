package dev.cutover.activities.materialize.sql;

import dev.cutover.activities.materialize.Identifiers;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gives schemas and clusters other names in every place of a statement that means them, and completes names of relations
 * with schema and database, so that a statement means the same in any session. Everything else stays as it was written.
 */
public final class Rewriter {
    private final Renames renames;
    private final NameScope scope;

    /** A rewriter for the statements of one file. */
    public Rewriter(Renames renames, NameScope scope) {
        this.renames = renames;
        this.scope = scope;
    }

    /**
     * Rewrites one statement. OR REPLACE is left out: what a late statement of a lost session would replace has an id that
     * others already rely on.
     */
    public Rewritten rewrite(ParsedStatement parsed) {
        return rewrite(parsed, null);
    }

    /** Rewrites an index; one without a name gets this one. */
    public Rewritten rewriteIndex(ParsedStatement parsed, String indexName) {
        return rewrite(parsed, parsed.name() == null ? indexName : null);
    }

    private Rewritten rewrite(ParsedStatement parsed, String addedName) {
        List<Rewritten.Edit> edits = new ArrayList<>();
        List<Token> tokens = parsed.statement().tokens();
        if (parsed.orReplace()) {
            edits.add(new Rewritten.Edit(tokens.get(1).start(), tokens.get(3).start(), ""));
        }
        if (addedName != null) {
            tokens.stream()
                    .filter(token -> token.isWord("IN") || token.isWord("ON"))
                    .findFirst()
                    .ifPresent(token -> edits.add(insert(token, Identifiers.quote(addedName) + " ")));
        }
        rewriteHead(parsed, edits);
        for (Reference reference : References.of(parsed)) {
            switch (reference.role()) {
                case RELATION, CONNECTION, SECRET, CREATED -> completeName(reference.name(), edits);
                case QUALIFIER -> renameQualifier(reference.name(), edits);
            }
        }
        edits.sort(Comparator.comparingInt(Rewritten.Edit::start));
        return Rewritten.apply(parsed.statement(), edits);
    }

    private void rewriteHead(ParsedStatement parsed, List<Rewritten.Edit> edits) {
        if (parsed.cluster() != null) {
            renameCluster(parsed.cluster(), edits);
        }
        switch (parsed.kind()) {
            case CREATE_VIEW,
                    CREATE_MATERIALIZED_VIEW,
                    CREATE_SOURCE,
                    CREATE_TABLE,
                    CREATE_TABLE_FROM_SOURCE,
                    CREATE_SINK,
                    CREATE_CONNECTION,
                    CREATE_SECRET -> completeName(parsed.name(), edits);
            case CREATE_CLUSTER -> renameCluster(parsed.name().first(), edits);
            case COMMENT, GRANT -> parsed.targets().forEach(target -> renameTarget(parsed, target, edits));
            // An index lies in its relation's schema, and its name takes no other.
            case CREATE_INDEX, QUERY, UNIT_TEST, OTHER -> {}
        }
    }

    private void renameTarget(ParsedStatement parsed, NameChain target, List<Rewritten.Edit> edits) {
        String type = parsed.targetType() == null ? "TABLE" : parsed.targetType();
        switch (type) {
            case "CLUSTER", "CLUSTER REPLICA" -> renameCluster(target.first(), edits);
            case "SCHEMA" -> completeSchema(target, edits);
            case "DATABASE", "ROLE", "NETWORK POLICY" -> {}
            case "COLUMN" -> {
                if (target.size() > 1) {
                    completeName(target.withoutLast(), edits);
                }
            }
            default -> completeName(target, edits);
        }
    }

    private void completeName(NameChain chain, List<Rewritten.Edit> edits) {
        ObjectName name = scope.resolve(chain).orElse(null);
        if (name == null || name.schema() == null) {
            return;
        }
        SchemaName schema = name.schemaName();
        String renamed = renames.schema(schema);
        String database = Identifiers.quote(schema.database()) + ".";
        Token first = chain.first();
        switch (chain.size()) {
            case 1 -> edits.add(insert(first, database + Identifiers.quote(renamed) + "."));
            case 2 -> edits.add(replace(first, database + Identifiers.quote(renamed)));
            default -> renameSchema(chain.parts().get(chain.size() - 2), schema, edits);
        }
    }

    private void renameQualifier(NameChain chain, List<Rewritten.Edit> edits) {
        scope.resolve(chain)
                .filter(name -> chain.size() > 1)
                .ifPresent(name -> renameSchema(chain.parts().get(chain.size() - 2), name.schemaName(), edits));
    }

    private void completeSchema(NameChain chain, List<Rewritten.Edit> edits) {
        Token last = chain.parts().get(chain.size() - 1);
        if (chain.size() > 1) {
            renameSchema(last, new SchemaName(chain.part(0), chain.last()), edits);
        } else {
            SchemaName schema = new SchemaName(scope.home().database(), chain.last());
            edits.add(replace(
                    last, Identifiers.quote(schema.database()) + "." + Identifiers.quote(renames.schema(schema))));
        }
    }

    private void renameSchema(Token token, SchemaName schema, List<Rewritten.Edit> edits) {
        if (renames.schemas().containsKey(schema)) {
            edits.add(replace(token, Identifiers.quote(renames.schema(schema))));
        }
    }

    private void renameCluster(Token token, List<Rewritten.Edit> edits) {
        String renamed = renames.clusters().get(token.identifier());
        if (renamed != null) {
            edits.add(replace(token, Identifiers.quote(renamed)));
        }
    }

    private static Rewritten.Edit replace(Token token, String replacement) {
        return new Rewritten.Edit(token.start(), token.end(), replacement);
    }

    private static Rewritten.Edit insert(Token before, String text) {
        return new Rewritten.Edit(before.start(), before.start(), text);
    }
}
