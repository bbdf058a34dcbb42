package dev.cutover.starter.view;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Markdown as pull requests take it. Texts that come from a database or a project stay texts, whatever they hold. */
final class Markdown {
    /** Draws nothing, and keeps a word from being a mention or a link. */
    private static final String JOINER = "\u2060";

    private static final int LONGEST_TEXT = 1000;
    private static final int LEAST_FENCE = 3;

    private final StringBuilder text = new StringBuilder();

    /** A line that is Markdown already. */
    Markdown line(String markdown) {
        text.append(markdown).append('\n');
        return this;
    }

    /** An empty line, then a heading and another empty line. */
    Markdown heading(String title) {
        return line("").line("### " + title).line("");
    }

    /** The first row of a table; the cells are our own words. */
    Markdown columns(String... titles) {
        line("| " + String.join(" | ", titles) + " |");
        return line("|" + "---|".repeat(titles.length));
    }

    /** A row of a table. */
    Markdown row(String... cells) {
        return line("| " + Arrays.stream(cells).map(Markdown::plain).collect(Collectors.joining(" | ")) + " |");
    }

    /** Items of a list. */
    Markdown items(List<String> items) {
        items.forEach(item -> line("- " + plain(item)));
        return this;
    }

    /** Lines that are shown as they are, folded away under a title. */
    Markdown folded(String title, List<String> lines) {
        String fence = "`".repeat(Math.max(LEAST_FENCE, longestRun(String.join("\n", lines)) + 1));
        line("").line("<details><summary>" + plain(title) + "</summary>")
                .line("")
                .line(fence);
        lines.forEach(shown -> line(Visible.text(shown.replaceAll("[\\r\\n]+", " "))));
        return line(fence).line("").line("</details>").line("");
    }

    /** A text in one line, of which nothing is Markdown, HTML, a mention or a link. */
    static String plain(String given) {
        String oneLine = given.replaceAll("\\s+", " ").strip();
        String visible = Visible.text(oneLine);
        String shown = visible.length() <= LONGEST_TEXT ? visible : visible.substring(0, LONGEST_TEXT) + "…";
        return shown.replaceAll("([\\\\`*_{}\\[\\]<>#|~&!$])", "\\\\$1")
                .replace("@", "@" + JOINER)
                .replace("://", ":" + JOINER + "//")
                .replace("www.", "www" + JOINER + ".")
                .replaceAll("^([-+=]|\\d+[.)])", JOINER + "$1");
    }

    private static int longestRun(String shown) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < shown.length(); i++) {
            run = shown.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
