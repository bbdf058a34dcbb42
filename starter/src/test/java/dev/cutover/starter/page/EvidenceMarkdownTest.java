package dev.cutover.starter.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.starter.view.EvidenceMarkdown;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Evidence for a pull request: it says what an approver needs, and nothing in it is anybody else's Markdown. */
class EvidenceMarkdownTest {
    @Test
    void saysWhatDiffersWithItsRowsAndWhatFailed() {
        assertThat(markdown("shop"))
                .contains("## Evidence for deployment abcd2345 of shop")
                .contains("| shop.shop.shop | removed | shop; shop |")
                .contains("| shop.shop.shop | different | 1 | 2 | shop |")
                .contains("<details><summary>Rows of shop.shop.shop that differ</summary>", "\n- shop\n+ shop\n")
                .contains("| shop | failed | 3 | shop |  |")
                .contains("- 3 running SUBSCRIBEs read the old version, and will break when it is dropped")
                .contains("### Warnings");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a|b",
                "a\\|b",
                "<img src=x onerror=alert(1)>",
                "# heading",
                "| a | b |",
                "```",
                "[here](https://evil.example)",
                "@everybody",
                "two\nlines",
                "</details>",
                "*bold* _it_ ~~gone~~ `code`"
            })
    void nothingFromOutsideChangesTheShapeOfTheText(String attack) {
        List<String> harmless = shape(markdown("harmless"));

        assertThat(shape(markdown(attack))).isEqualTo(harmless);
    }

    @Test
    void nobodyIsMentionedAndNothingIsLinkedOrHidden() {
        assertThat(markdown("see @team at https://evil.example \u202etxt"))
                .doesNotContain("\u202e")
                .contains("@\u2060team at https:\u2060//evil.example \\\\u202etxt");
    }

    private static String markdown(String text) {
        return EvidenceMarkdown.of(Hostile.status(text), Hostile.evidence(text));
    }

    /** Each line outside code by what makes it Markdown: its first sign, its cells and its tags. */
    private static List<String> shape(String markdown) {
        return markdown.replaceAll("(?s)\n(`{3,})\n.*?\n\\1\n", "\ncode\n")
                .lines()
                .map(line -> line.replaceAll("\\\\.", ""))
                .map(line -> line.replaceAll("[^|#<>`*\\[\\]]", ""))
                .toList();
    }
}
