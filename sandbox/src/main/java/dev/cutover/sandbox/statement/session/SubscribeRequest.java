package dev.cutover.sandbox.statement.session;

import dev.cutover.sandbox.session.QueryGate;
import dev.cutover.sandbox.session.Session;
import dev.cutover.sandbox.session.SubscribeCursor;
import dev.cutover.sandbox.session.SubscribeOptions;
import dev.cutover.sandbox.session.SubscribeOptions.Envelope;
import dev.cutover.sandbox.sql.Lexer;
import dev.cutover.sandbox.sql.QueryRewriter;
import dev.cutover.sandbox.sql.Rewritten;
import dev.cutover.sandbox.sql.Token;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code SUBSCRIBE [TO] relation | (query)} with what may stand behind it. */
public record SubscribeRequest(String sql, List<Token> tokens, SubscribeOptions options) {

    /** Reads one, from the word SUBSCRIBE on. */
    public static SubscribeRequest parse(TokenReader reader) {
        reader.expect("subscribe");
        reader.accept("to");
        if (reader.peek().isSymbol("(")) {
            List<Token> tokens = inner(reader);
            return new SubscribeRequest(reader.sql(), tokens, options(reader));
        }
        String sql = "SELECT * FROM " + reader.name().quoted();
        return new SubscribeRequest(sql, Lexer.tokens(sql), options(reader));
    }

    /** Begins to follow the query as it is now. */
    public SubscribeCursor open(Session session) throws IOException {
        Rewritten query = QueryRewriter.rewrite(sql, tokens, session.names());
        QueryGate.pass(session, query, true);
        session.synchronizeBackend();
        return new SubscribeCursor(
                session, query, session.world().typeOids().describe(session.backend(), query.sql()), options);
    }

    private static List<Token> inner(TokenReader reader) {
        List<Token> tokens = new ArrayList<>();
        reader.expectSymbol("(");
        int depth = 1;
        while (true) {
            Token token = reader.next();
            if (token.kind() == Token.Kind.END) {
                throw reader.expected("right parenthesis");
            }
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (depth == 0) {
                break;
            }
            tokens.add(token);
        }
        int end = tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).end();
        tokens.add(new Token(Token.Kind.END, "", end, end));
        return tokens;
    }

    private static SubscribeOptions options(TokenReader reader) {
        SubscribeOptions found = SubscribeOptions.DEFAULTS;
        boolean snapshot = true;
        boolean progress = false;
        if (reader.accept("with")) {
            boolean parentheses = reader.acceptSymbol("(");
            do {
                if (reader.accept("snapshot")) {
                    snapshot = flag(reader);
                } else if (reader.accept("progress")) {
                    progress = flag(reader);
                } else {
                    throw reader.expected("one of SNAPSHOT or PROGRESS");
                }
            } while (reader.acceptSymbol(","));
            if (parentheses) {
                reader.expectSymbol(")");
            }
        }
        if (reader.accept("as of")) {
            reader.accept("at least");
            number(reader);
        }
        long upTo = reader.accept("up to") ? number(reader) : found.upTo();
        Envelope envelope = Envelope.NONE;
        List<String> keys = new ArrayList<>();
        if (reader.accept("envelope")) {
            envelope = reader.accept("upsert") ? Envelope.UPSERT : Envelope.DEBEZIUM;
            if (envelope == Envelope.DEBEZIUM) {
                reader.expect("debezium");
            }
            reader.expectSymbol("(");
            reader.expect("key");
            reader.expectSymbol("(");
            do {
                keys.add(reader.identifier());
            } while (reader.acceptSymbol(","));
            reader.expectSymbol(")");
            reader.expectSymbol(")");
        } else if (reader.accept("within timestamp order by")) {
            // Rows of one time have no order of their own here, so any order fits.
            while (!reader.atEnd() && !reader.peek().isSymbol(")")) {
                reader.next();
            }
        }
        return new SubscribeOptions(snapshot, progress, envelope, keys, upTo);
    }

    private static boolean flag(TokenReader reader) {
        reader.acceptSymbol("=");
        if (reader.accept("false")) {
            return false;
        }
        reader.accept("true");
        return true;
    }

    /** A logical time: a number of milliseconds, perhaps written as text. */
    private static long number(TokenReader reader) {
        Token token = reader.next();
        try {
            long number = Long.parseLong(token.text());
            if (reader.acceptSymbol("::")) {
                reader.identifier();
            }
            return number;
        } catch (NumberFormatException e) {
            throw SqlException.internal(
                    "cannot use " + token.found() + " as a time in the sandbox: it takes milliseconds");
        }
    }
}
