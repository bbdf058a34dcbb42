package dev.cutover.e2e.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.starter.processes.ChildProcess;
import dev.cutover.starter.processes.Cleanup;
import dev.cutover.starter.processes.Executables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Chromium without a window, driven through its debugging protocol. Sees a page as a person does: by its text. */
public final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Cleanup cleanup = new Cleanup();
    private final DevTools page;

    private Browser(Path program) {
        Path profile = cleanup.temporaryFolder("cutover-e2e-browser-");
        ChildProcess process = cleanup.add(ChildProcess.start(
                "browser",
                List.of(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-dev-shm-usage",
                        "--window-size=1900,1400",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank"),
                Map.of(),
                profile.resolve("browser.log")));
        Path active = profile.resolve("DevToolsActivePort");
        Await.until("the browser to listen", PATIENCE, () -> {
            if (!process.isAlive()) {
                throw process.died();
            }
            return Files.isRegularFile(active) && lines(active).size() == 2;
        });
        page = cleanup.add(DevTools.connect(addressOfPage(lines(active).get(0))));
    }

    /** Starts one. */
    public static Browser start() {
        Path program = Requirement.of(
                Stream.of("chromium", "chromium-browser", "google-chrome")
                        .flatMap(name -> Executables.find(name).stream())
                        .findFirst(),
                "Chromium is missing: ./cutover test installs it where it may (Debian, Ubuntu: apt-get install chromium).");
        return new Browser(program);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI addressOfPage(String port) {
        URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
        try {
            String answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            for (JsonNode target : MAPPER.readTree(answer)) {
                if (target.path("type").asText().equals("page")) {
                    return URI.create(target.path("webSocketDebuggerUrl").asText());
                }
            }
            throw new AssertionError("The browser has no page: " + answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while connecting to the browser", e);
        }
    }

    /** Goes to a page. */
    public void open(String address) {
        page.call("Page.navigate", MAPPER.createObjectNode().put("url", address));
    }

    /** Runs JavaScript in the page. */
    public JsonNode run(String script) {
        JsonNode answer = page.call(
                "Runtime.evaluate",
                MAPPER.createObjectNode().put("expression", script).put("returnByValue", true));
        return answer.path("result").path("value");
    }

    /** The text that a person sees, in the page and in the frames within it. */
    public String text() {
        return run("""
                [document, ...[...document.querySelectorAll('iframe')].map(frame => frame.contentDocument)]
                  .map(part => part && part.body ? part.body.innerText : '').join('\\n')""").asText();
    }

    /** Waits until the page shows all these texts; returns everything that it shows. */
    public String awaitText(String... texts) {
        return Await.until(
                "the page to show " + List.of(texts),
                PATIENCE,
                this::text,
                shown -> Stream.of(texts).allMatch(shown::contains));
    }

    /** Clicks on what has exactly this text, or says it to people who do not see, as soon as it is there. */
    public void click(String text) {
        String script = """
                (() => {
                  const called = e => e.innerText.trim() === '%1$s' || e.getAttribute('aria-label') === '%1$s';
                  const found = [...document.querySelectorAll('a, button')].find(e => called(e) && e.offsetParent);
                  if (found) { found.click(); }
                  return Boolean(found);
                })()""".formatted(text);
        Await.until(
                "something to click that says " + text,
                PATIENCE,
                () -> run(script).asBoolean());
    }

    /** Keeps what is shown as an image in the module's build folder, for a person to look at. */
    public void screenshot(String name) {
        JsonNode image = page.call("Page.captureScreenshot", MAPPER.createObjectNode());
        try {
            Path folder = Files.createDirectories(Path.of(System.getProperty("cutover.target"), "screenshots"));
            Files.write(
                    folder.resolve(name + ".png"),
                    Base64.getDecoder().decode(image.path("data").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cleanup.close();
    }
}
