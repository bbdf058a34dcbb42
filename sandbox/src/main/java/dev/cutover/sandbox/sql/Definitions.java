package dev.cutover.sandbox.sql;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.catalog.Names;
import java.util.List;
import java.util.Locale;

/** Turns definitions and statements into text. */
public final class Definitions {
    private Definitions() {}

    /** The definition with the names that things have now. */
    public static String render(Definition definition, Names names) {
        Catalog catalog = names.catalog();
        StringBuilder text = new StringBuilder();
        for (Definition.Part part : definition.parts()) {
            if (part instanceof Definition.Text plain) {
                text.append(plain.plain());
            } else if (part instanceof Definition.Reference reference) {
                text.append(
                        reference.cluster()
                                ? Identifiers.quote(
                                        catalog.clusters().get(reference.id()).name())
                                : names.nameOf(catalog.items().get(reference.id()))
                                        .quoted());
            }
        }
        return text.toString();
    }

    /** A statement in one line: keywords in capitals, options with an equals sign, types by their short names. */
    public static String normalised(List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        Token previous = new Token(Token.Kind.END, "", 0, 0);
        int depth = 0;
        for (Token token : tokens) {
            if (token.kind() == Token.Kind.END) {
                break;
            }
            boolean tight = text.isEmpty()
                    || token.isSymbol(",")
                    || token.isSymbol(")")
                    || token.isSymbol(".")
                    || previous.isSymbol(".")
                    || previous.isSymbol("(");
            boolean value = depth > 0
                    && (token.kind() == Token.Kind.NUMBER || token.kind() == Token.Kind.STRING)
                    && previous.kind() == Token.Kind.WORD;
            text.append(tight ? "" : value ? " = " : " ").append(word(token));
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            previous = token;
        }
        return text.toString();
    }

    private static String word(Token token) {
        return switch (token.kind()) {
            case STRING -> Identifiers.literal(token.text());
            case QUOTED -> Identifiers.quote(token.text());
            case WORD ->
                switch (token.text()) {
                    case "int", "integer" -> "int4";
                    case "bigint" -> "int8";
                    default -> Keywords.isKeyword(token.text()) ? token.text().toUpperCase(Locale.ROOT) : token.text();
                };
            case NUMBER, PARAMETER, SYMBOL, END -> token.text();
        };
    }
}
