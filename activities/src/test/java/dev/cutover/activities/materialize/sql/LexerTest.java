package dev.cutover.activities.materialize.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {
    @Test
    void everyTokenKnowsItsPlace() throws Exception {
        assertThat(Lexer.read("SELECT\n  \"é\"\"x\", ñ\r\n  , '😀' , b"))
                .extracting(Token::text, Token::line, Token::column)
                .containsExactly(
                        tuple("SELECT", 1, 1),
                        tuple("\"é\"\"x\"", 2, 3),
                        tuple(",", 2, 9),
                        tuple("ñ", 2, 11),
                        tuple(",", 3, 3),
                        tuple("'😀'", 3, 5),
                        tuple(",", 3, 9),
                        tuple("b", 3, 11));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'it''s'",
                "E'it\\'s'",
                "e'a\\\\'",
                "x'00ff'",
                "''",
                "$$a;'b$$",
                "$q$ $$ ; -- $q$",
                "$été$ x $été$",
                "'two\nlines'",
                "'-- no comment /* '"
            })
    void aStringIsOneTokenInEveryForm(String string) throws Exception {
        assertThat(Lexer.read("a " + string + " b")).extracting(Token::text).containsExactly("a", string, "b");
    }

    @Test
    void aBackslashInAPlainStringIsJustACharacter() throws Exception {
        assertThat(Lexer.read("'a\\' b")).extracting(Token::text).containsExactly("'a\\'", "b");
    }

    @Test
    void commentsAreBetweenTokensAndMayBeNested() throws Exception {
        assertThat(Lexer.read("a -- ' \" /* $$\n/* x /* ' */ \" */ b/**/c+--\nd"))
                .extracting(Token::text)
                .containsExactly("a", "b", "c", "+", "d");
    }

    @ParameterizedTest
    @CsvSource({
        "1.5e10, NUMBER",
        ".5, NUMBER",
        "1e-3, NUMBER",
        "$12, PARAMETER",
        "::, OPERATOR",
        "->>, OPERATOR",
        "a$b, WORD",
        "_x1, WORD",
        "naïve, WORD"
    })
    void numbersParametersOperatorsAndWordsAreOneToken(String text, Token.Kind kind) throws Exception {
        assertThat(Lexer.read("( " + text + " )"))
                .element(1)
                .extracting(Token::text, Token::kind)
                .containsExactly(text, kind);
    }

    @Test
    void namesFoldToLowerCaseUnlessQuoted() throws Exception {
        assertThat(Lexer.read("Orders \"Orders\" \"a\"\"b\" ÉTÉ"))
                .extracting(Token::identifier)
                .containsExactly("orders", "Orders", "a\"b", "été");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT 'abc|1|8|string is never closed",
                "SELECT\\n E'a\\'|2|2|string is never closed",
                "a \"b|1|3|quoted name is never closed",
                "a \"\"|1|3|may not be empty",
                "/* a /* b */|1|1|comment is never closed",
                "a $x$ b|1|3|never closed with $x$",
                "a $ b|1|3|'$' has no meaning",
                "a \\ b|1|3|has no meaning in SQL"
            })
    void whatIsNeverClosedIsReportedWhereItBegins(String sql, int line, int column, String message) {
        String text = sql.replace("\\n", "\n");
        SqlTextException problem = catchThrowableOfType(SqlTextException.class, () -> Lexer.read(text));
        assertThat(problem).hasMessageContaining(message);
        assertThat(problem.line()).isEqualTo(line);
        assertThat(problem.column()).isEqualTo(column);
    }

    @Test
    void semicolonsInStringsAndCommentsSplitNothing() throws Exception {
        assertThat(SqlStatement.split("; a 'x;y' ; /* ; */ -- ;\n b $$;$$ c;;"))
                .extracting(SqlStatement::text)
                .containsExactly("a 'x;y'", "b $$;$$ c");
    }

    @Test
    void bracketsThatDoNotMatchAreReportedWithTheirPlace() {
        assertThatThrownBy(() -> StatementParser.parseAll("SELECT (1\n + (2)")).hasMessageContaining("never closed");
        assertThatThrownBy(() -> StatementParser.parseAll("SELECT (1]")).hasMessageContaining("] closes nothing");
    }
}
