package dev.cutover.sandbox.statement;

import dev.cutover.sandbox.sql.Lexer;
import dev.cutover.sandbox.sql.Token;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.Statement.Control;
import dev.cutover.sandbox.statement.cluster.ClusterStatements;
import dev.cutover.sandbox.statement.item.IndexStatements;
import dev.cutover.sandbox.statement.item.ItemStatements;
import dev.cutover.sandbox.statement.item.SourceStatements;
import dev.cutover.sandbox.statement.item.TableStatements;
import dev.cutover.sandbox.statement.item.ViewStatements;
import dev.cutover.sandbox.statement.query.CopyStatements;
import dev.cutover.sandbox.statement.query.QueryStatements;
import dev.cutover.sandbox.statement.role.CommentStatements;
import dev.cutover.sandbox.statement.role.PrivilegeStatements;
import dev.cutover.sandbox.statement.role.RoleStatements;
import dev.cutover.sandbox.statement.schema.SchemaStatements;
import dev.cutover.sandbox.statement.session.PreparedStatements;
import dev.cutover.sandbox.statement.session.SessionStatements;
import dev.cutover.sandbox.statement.show.ShowCreateStatements;
import dev.cutover.sandbox.statement.show.ShowStatements;
import dev.cutover.sandbox.wire.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * All statements that exist, by their first words, with who understands each. Longer beginnings stand before shorter ones.
 * What is not in this table is refused as Materialize refuses it, never passed on.
 */
public final class StatementTable {
    private static final String CREATE_WHAT =
            "DATABASE, SCHEMA, ROLE, TYPE, INDEX, SINK, SOURCE, [TEMPORARY] TABLE, SECRET, [OR REPLACE] [TEMPORARY] VIEW,"
                    + " or [OR REPLACE] MATERIALIZED VIEW after CREATE";

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String words, Function<TokenReader, Statement> parser) {}

    /** The table. */
    public StatementTable() {
        // Queries and changes of data.
        on("select", QueryStatements::select);
        on("with", QueryStatements::select);
        on("values", QueryStatements::select);
        on("table", QueryStatements::select);
        on("insert", QueryStatements::insert);
        on("update", QueryStatements::mutate);
        on("delete", QueryStatements::mutate);
        on("copy", CopyStatements::copy);
        on("explain", QueryStatements::explain);
        // Transactions.
        on("begin", reader -> SessionStatements.begin(reader));
        on("start transaction", reader -> SessionStatements.begin(reader));
        on("commit", reader -> SessionStatements.end(reader, Control.Verb.COMMIT));
        on("rollback", reader -> SessionStatements.end(reader, Control.Verb.ROLLBACK));
        on("abort", reader -> SessionStatements.end(reader, Control.Verb.ROLLBACK));
        // The session.
        on("set", SessionStatements::set);
        on("reset", SessionStatements::reset);
        on("discard", SessionStatements::discard);
        on("alter system", SessionStatements::alterSystem);
        on("declare", SessionStatements::declare);
        on("fetch", SessionStatements::fetch);
        on("close", SessionStatements::close);
        on("prepare", reader -> PreparedStatements.prepare(reader, this::parse));
        on("execute", PreparedStatements::execute);
        on("deallocate", PreparedStatements::deallocate);
        on("subscribe", SessionStatements::subscribe);
        // Databases and schemas.
        on("create database", SchemaStatements::createDatabase);
        on("drop database", SchemaStatements::dropDatabase);
        on("alter database", SchemaStatements::alterDatabase);
        on("create schema", SchemaStatements::createSchema);
        on("drop schema", SchemaStatements::dropSchema);
        on("alter schema", SchemaStatements::alterSchema);
        // Clusters and replicas.
        on("create cluster replica", ClusterStatements::createReplica);
        on("drop cluster replica", ClusterStatements::dropReplica);
        on("alter cluster replica", ClusterStatements::alterReplica);
        on("create cluster", ClusterStatements::create);
        on("drop cluster", ClusterStatements::drop);
        on("alter cluster", ClusterStatements::alter);
        // Objects in schemas.
        on("create view", ViewStatements::createView);
        on("create or replace view", ViewStatements::createView);
        on("create temporary view", ViewStatements::createView);
        on("create temp view", ViewStatements::createView);
        on("create or replace temporary view", ViewStatements::createView);
        on("create or replace temp view", ViewStatements::createView);
        on("create materialized view", ViewStatements::createMaterializedView);
        on("create replacement materialized view", ViewStatements::createMaterializedView);
        on("create or replace materialized view", ViewStatements::createMaterializedView);
        on("create table", TableStatements::create);
        on("create temporary table", TableStatements::create);
        on("create temp table", TableStatements::create);
        on("create index", IndexStatements::create);
        on("create default index", IndexStatements::create);
        on("create source", SourceStatements::createSource);
        on("create sink", SourceStatements::createSink);
        on("create connection", SourceStatements::createConnection);
        on("validate connection", SourceStatements::validateConnection);
        on("create secret", SourceStatements::createSecret);
        on("create type", SourceStatements::createType);
        for (String kind : List.of(
                "materialized view", "view", "table", "index", "source", "sink", "connection", "secret", "type")) {
            on("drop " + kind, ItemStatements::drop);
            on("alter " + kind, ItemStatements::alter);
        }
        // Roles and privileges.
        on("create role", RoleStatements::create);
        on("drop role", RoleStatements::drop);
        on("alter role", RoleStatements::alter);
        on("drop owned", RoleStatements::dropOwned);
        on("reassign owned", RoleStatements::reassignOwned);
        on("grant", PrivilegeStatements::grant);
        on("revoke", PrivilegeStatements::revoke);
        on("alter default privileges", PrivilegeStatements::alterDefault);
        on("comment on", CommentStatements::comment);
        // What is there.
        on("show create", ShowCreateStatements::show);
        on("show", ShowStatements::show);
    }

    private void on(String words, Function<TokenReader, Statement> parser) {
        entries.add(new Entry(words, parser));
    }

    /** Understands a message; an error anywhere in it refuses all of it. */
    public List<Statement> parse(String sql) {
        List<Token> tokens = Lexer.tokens(sql);
        List<Statement> statements = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isSymbol(";") || token.kind() == Token.Kind.END) {
                if (i > start) {
                    List<Token> own = new ArrayList<>(tokens.subList(start, i));
                    own.add(new Token(Token.Kind.END, "", token.start(), token.start()));
                    statements.add(parse(new TokenReader(sql, own)));
                }
                start = i + 1;
            }
        }
        return statements;
    }

    private Statement parse(TokenReader reader) {
        if (reader.peek().isSymbol("(")) {
            return QueryStatements.select(reader);
        }
        for (Entry entry : entries) {
            if (reader.sees(entry.words())) {
                Statement statement = entry.parser().apply(reader);
                reader.expectEnd();
                return statement;
            }
        }
        throw unknown(reader);
    }

    private static SqlException unknown(TokenReader reader) {
        Token first = reader.peek();
        if (first.isWord("create")) {
            reader.next();
            return reader.expected(CREATE_WHAT);
        }
        if (first.isWord("drop") || first.isWord("alter")) {
            reader.next();
            return reader.expected("object type");
        }
        if (first.found().startsWith("identifier") || first.kind() != Token.Kind.WORD) {
            return reader.expected("a keyword at the beginning of a statement");
        }
        return SqlException.syntax(
                "Unexpected keyword " + first.found() + " at the beginning of a statement", first.start() + 1);
    }
}
