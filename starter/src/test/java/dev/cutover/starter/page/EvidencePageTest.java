package dev.cutover.starter.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.starter.processes.Executables;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page shows everything that an approver needs, runs nothing and loads nothing, whatever names and rows hold. */
class EvidencePageTest {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z!][a-zA-Z0-9]*)([^>]*)>");
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>document.title='taken'</script>",
                "\"><img src=x onerror=alert(1)>",
                "'-alert(1)-'",
                "</pre></style></title><svg onload=alert(1)>",
                "<!-- <style>*{display:none}</style>",
                "javascript:alert(1)",
                "]]><a href=\"https://evil.example\">",
                "&lt;b&gt; & &amp;"
            })
    void nothingFromOutsideBecomesMarkup(String attack) {
        String harmless = Hostile.page("harmless");

        String page = Hostile.page(attack);

        assertThat(tags(page)).isEqualTo(tags(harmless));
        assertThat(new TreeSet<>(tags(page).stream()
                        .map(tag -> tag.replaceAll("[ >].*", ""))
                        .toList()))
                .doesNotContain("<script", "<img", "<a", "<link", "<iframe", "<form");
    }

    @Test
    void textThatTurnsItsDirectionShowsWhatItIs() {
        assertThat(Hostile.page("user\u202etxt.exe\u0000"))
                .contains("user\\u202etxt.exe\\u0000")
                .doesNotContain("\u202e");
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        assertThat(Hostile.page("x")).doesNotContain("http:", "https:", "src=", "href=", "url(", "@import", "<script");
    }

    @Test
    void thePolicyAllowsThePagesOwnStyleAndNothingElse() throws Exception {
        String page = Hostile.page("x");
        Matcher style = Pattern.compile("<style>(.*)</style>", Pattern.DOTALL).matcher(page);
        assertThat(style.find()).isTrue();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8));

        assertThat(page)
                .contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-"
                        + Base64.getEncoder().encodeToString(hash) + "&#39;")
                .doesNotContain(" style=");
    }

    @Test
    void whatStandsInTheWayIsSaidFirst() {
        String page = Hostile.page("shop");

        assertThat(page.indexOf("Something stands in the way.")).isPositive().isLessThan(page.indexOf("<h2>"));
        assertThat(page)
                .contains("2 checks failed: shop, shop.")
                .contains("1 relation differs in its rows, and nothing is expected: shop.shop.shop.")
                .contains("1 object disappears: shop.shop.shop.")
                .contains("Rows that shop found")
                .contains("- shop\n+ shop")
                .contains("cutover approve shop")
                .contains("1 with production&#39;s values, 2 that the new version does not have, 3 that are missing")
                .contains("reads shop.shop.shop")
                .contains("column shop removed: shop")
                .contains("at most 20 for 2h")
                .contains("aria-label=\"Hydrated objects\"")
                .contains("aria-label=\"Largest lag\"");
    }

    @Test
    void aThousandObjectsAreFoldedAndThePageStaysSmall() {
        String page = Hostile.page(Hostile.manyObjects(1_000));

        int folded = page.indexOf("<summary>950 more that differ</summary>");
        assertThat(page.indexOf("materialize.shop.object_49<")).isPositive().isLessThan(folded);
        assertThat(page.indexOf("materialize.shop.object_50<")).isGreaterThan(folded);
        assertThat(page.indexOf("materialize.shop.object_999<")).isLessThan(page.indexOf("</details>", folded));
        assertThat(page.length()).isLessThan(3_000_000);
    }

    @Test
    void aRealBrowserRunsNothingOfIt(@TempDir Path folder) throws Exception {
        Optional<Path> browser = BROWSERS.stream()
                .flatMap(name -> Executables.find(name).stream())
                .findFirst();
        Assumptions.assumeTrue(browser.isPresent(), "needs Chromium");
        Path page = Files.writeString(
                folder.resolve("page.html"),
                Hostile.page(
                        "</pre><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"));

        String document = dump(browser.get(), page, folder);

        assertThat(document)
                .contains("<title>Deployment abcd2345 of")
                .contains("aria-label=\"Largest lag\"")
                .doesNotContain("<title>taken", "<script", "<img");
    }

    private static String dump(Path browser, Path page, Path folder) throws Exception {
        Path document = folder.resolve("document.html");
        Process process = new ProcessBuilder(
                        browser.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(document.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return Files.readString(document);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    private static List<String> tags(String page) {
        return TAG.matcher(page.replaceAll("(aria-label|content|d)=\"[^\"]*\"", ""))
                .results()
                .flatMap(tag -> Stream.of(tag.group()))
                .toList();
    }
}
