package dev.cutover.activities.materialize.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Recognises the head of a statement. */
public final class StatementParser {
    private static final List<String> TARGET_TYPES = List.of(
            "MATERIALIZED VIEW",
            "VIEW",
            "TABLE",
            "SOURCE",
            "SINK",
            "INDEX",
            "CLUSTER REPLICA",
            "CLUSTER",
            "SCHEMA",
            "DATABASE",
            "CONNECTION",
            "SECRET",
            "TYPE",
            "FUNCTION",
            "COLUMN",
            "ROLE",
            "NETWORK POLICY",
            "SYSTEM");

    private final SqlStatement statement;
    private final Cursor cursor;
    private boolean orReplace;
    private boolean ifNotExists;
    private boolean temporary;
    private NameChain name;
    private Token cluster;
    private String targetType;
    private final List<NameChain> targets = new ArrayList<>();

    private StatementParser(SqlStatement statement) {
        this.statement = statement;
        this.cursor = new Cursor(statement.tokens(), 0);
    }

    /**
     * Recognises a statement's head.
     *
     * @throws SqlTextException when brackets do not match or a head that is known breaks off
     */
    public static ParsedStatement parse(SqlStatement statement) throws SqlTextException {
        checkBrackets(statement);
        return new StatementParser(statement).parse();
    }

    /** Cuts a text into statements and recognises each. */
    public static List<ParsedStatement> parseAll(String source) throws SqlTextException {
        List<ParsedStatement> parsed = new ArrayList<>();
        for (SqlStatement statement : SqlStatement.split(source)) {
            parsed.add(parse(statement));
        }
        return parsed;
    }

    private ParsedStatement parse() throws SqlTextException {
        if (cursor.accept("CREATE")) {
            return create();
        }
        if (cursor.accept("COMMENT", "ON")) {
            readTargetType();
            targets.add(cursor.name("The name of what the comment is about"));
            return result(StatementKind.COMMENT);
        }
        if (cursor.accept("GRANT")) {
            return grant();
        }
        if (cursor.accept("EXECUTE", "UNIT", "TEST")) {
            return result(StatementKind.UNIT_TEST);
        }
        boolean query = cursor.isWord("SELECT")
                || cursor.isWord("WITH")
                || cursor.isWord("VALUES")
                || cursor.isWord("TABLE")
                || cursor.isSymbol('(');
        return result(query ? StatementKind.QUERY : StatementKind.OTHER);
    }

    private ParsedStatement create() throws SqlTextException {
        orReplace = cursor.accept("OR", "REPLACE");
        temporary = cursor.accept("TEMPORARY") || cursor.accept("TEMP");
        if (cursor.accept("VIEW")) {
            readName("view");
            return atQuery(StatementKind.CREATE_VIEW);
        }
        if (cursor.accept("MATERIALIZED", "VIEW")) {
            readName("materialized view");
            return atQuery(StatementKind.CREATE_MATERIALIZED_VIEW);
        }
        if (cursor.accept("DEFAULT", "INDEX") || cursor.accept("INDEX")) {
            return index();
        }
        if (cursor.accept("SOURCE")) {
            readName("source");
            return clustered(StatementKind.CREATE_SOURCE);
        }
        if (cursor.accept("SINK")) {
            readName("sink");
            return clustered(StatementKind.CREATE_SINK);
        }
        if (cursor.accept("TABLE")) {
            return table();
        }
        if (cursor.accept("CONNECTION")) {
            readName("connection");
            return result(StatementKind.CREATE_CONNECTION);
        }
        if (cursor.accept("SECRET")) {
            readName("secret");
            return result(StatementKind.CREATE_SECRET);
        }
        if (cursor.isWord("CLUSTER") && !cursor.isWordAt(1, "REPLICA")) {
            cursor.skip();
            readName("cluster");
            return result(StatementKind.CREATE_CLUSTER);
        }
        return result(StatementKind.OTHER);
    }

    private ParsedStatement atQuery(StatementKind kind) throws SqlTextException {
        if (cursor.isSymbol('(')) {
            cursor.skipBrackets();
        }
        readCluster();
        if (cursor.isWord("WITH") && cursor.isSymbolAt(1, '(')) {
            cursor.skip();
            cursor.skipBrackets();
        }
        if (!cursor.accept("AS")) {
            throw cursor.problem("AS and a query were expected here");
        }
        return result(kind);
    }

    private ParsedStatement clustered(StatementKind kind) throws SqlTextException {
        if (cursor.isSymbol('(')) {
            cursor.skipBrackets();
        }
        readCluster();
        return result(kind);
    }

    private ParsedStatement index() throws SqlTextException {
        ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
        if (!cursor.isWord("ON") && !(cursor.isWord("IN") && cursor.isWordAt(1, "CLUSTER"))) {
            name = cursor.name("The name of the index or ON");
        }
        readCluster();
        if (!cursor.accept("ON")) {
            throw cursor.problem("ON and the name of a relation were expected here");
        }
        targets.add(cursor.name("The name of the relation"));
        return result(StatementKind.CREATE_INDEX);
    }

    private ParsedStatement table() throws SqlTextException {
        readName("table");
        int afterName = cursor.index();
        if (cursor.isSymbol('(')) {
            cursor.skipBrackets();
        }
        if (cursor.isWord("FROM") && cursor.isWordAt(1, "SOURCE")) {
            return result(StatementKind.CREATE_TABLE_FROM_SOURCE);
        }
        return result(StatementKind.CREATE_TABLE, afterName);
    }

    private ParsedStatement grant() throws SqlTextException {
        while (!cursor.atEnd() && !cursor.isWord("ON") && !cursor.isWord("TO")) {
            cursor.skip();
        }
        if (!cursor.accept("ON") || cursor.isWord("ALL")) {
            return result(StatementKind.OTHER);
        }
        readTargetType();
        if ("SYSTEM".equals(targetType)) {
            return result(StatementKind.OTHER);
        }
        do {
            targets.add(cursor.name("The name of what the privilege is for"));
        } while (acceptComma());
        return result(StatementKind.GRANT);
    }

    private boolean acceptComma() {
        boolean comma = cursor.isSymbol(',');
        if (comma) {
            cursor.skip();
        }
        return comma;
    }

    private void readName(String what) throws SqlTextException {
        ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
        name = cursor.name("The name of the " + what);
    }

    private void readCluster() throws SqlTextException {
        if (cursor.accept("IN", "CLUSTER")) {
            if (!cursor.isIdentifierAt(0)) {
                throw cursor.problem("The name of a cluster was expected here");
            }
            cluster = cursor.next();
        }
    }

    private void readTargetType() {
        for (String type : TARGET_TYPES) {
            String[] words = type.split(" ");
            // "GRANT SELECT ON source TO …" names a relation called source: a type is followed by a name.
            Token after = cursor.peek(words.length);
            boolean nameFollows = after != null && after.isIdentifier() && !after.isWord("TO") && !after.isWord("IS");
            if ((nameFollows || type.equals("SYSTEM")) && cursor.accept(words)) {
                targetType = type;
                return;
            }
        }
    }

    private ParsedStatement result(StatementKind kind) {
        return result(kind, cursor.index());
    }

    private ParsedStatement result(StatementKind kind, int bodyIndex) {
        return new ParsedStatement(
                statement, kind, orReplace, ifNotExists, temporary, name, cluster, targetType, targets, bodyIndex);
    }

    private static void checkBrackets(SqlStatement statement) throws SqlTextException {
        Deque<Token> open = new ArrayDeque<>();
        for (Token token : statement.tokens()) {
            if (token.kind() == Token.Kind.SYMBOL && "([{".contains(token.text())) {
                open.push(token);
            } else if (token.kind() == Token.Kind.SYMBOL && ")]}".contains(token.text())) {
                int kind = ")]}".indexOf(token.text());
                if (open.isEmpty() || "([{".indexOf(open.pop().text()) != kind) {
                    throw new SqlTextException(token, "This " + token.text() + " closes nothing.");
                }
            }
        }
        if (!open.isEmpty()) {
            throw new SqlTextException(open.peek(), "This " + open.peek().text() + " is never closed.");
        }
    }
}
