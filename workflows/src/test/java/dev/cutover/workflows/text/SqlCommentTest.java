package dev.cutover.workflows.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlCommentTest {
    @Test
    void aTextIsACommentToTheEndOfItsLine() {
        assertThat(SqlComment.line("view a.b.c reads it too")).isEqualTo("-- view a.b.c reads it too");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "\u000b", "\f", "\u0085", "\u2028", "\u2029"})
    void nothingInANameEndsTheComment(String lineBreak) {
        assertThat(SqlComment.line("a.b.c" + lineBreak + "DROP SCHEMA shop CASCADE;"))
                .isEqualTo("-- a.b.c DROP SCHEMA shop CASCADE;");
    }
}
