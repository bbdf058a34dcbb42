package dev.cutover.workflows.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that people can write into a start message. */
class RequestParserTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theShortestRequestHasEveryDefault() {
        assertThat(understood("{'target':'prod','project':{'path':'shop'}}"))
                .isEqualTo(new DeploymentRequest(
                        "prod",
                        new ProjectRef("shop", null, null),
                        "unknown",
                        false,
                        Duration.ofMinutes(30),
                        Duration.ofHours(24),
                        Duration.ofHours(6),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(15),
                        OnConflict.REFUSE,
                        Duration.ofHours(24),
                        List.of(),
                        false));
    }

    @Test
    void everyFieldCanBeGiven() {
        DeploymentRequest request =
                understood("{'target':'eu-1','project':{'git':'https://example.org/shop.git','ref':'v2',"
                        + "'path':'models/shop'},'requestedBy':'kim','dryRun':true,'holdFor':'0s','approvalExpiresAfter':'30d',"
                        + "'hydrationTimeout':'P7D','lagThreshold':'500ms','sinkTimeout':'1h','onConflict':'QUEUE','queueTimeout':'2d',"
                        + "'removes':['shop.old_orders','schema legacy','cluster spare'],'adopt':false}");

        assertThat(request)
                .isEqualTo(new DeploymentRequest(
                        "eu-1",
                        new ProjectRef("models/shop", "https://example.org/shop.git", "v2"),
                        "kim",
                        true,
                        Duration.ZERO,
                        Duration.ofDays(30),
                        Duration.ofDays(7),
                        Duration.ofMillis(500),
                        Duration.ofHours(1),
                        OnConflict.QUEUE,
                        Duration.ofDays(2),
                        List.of("shop.old_orders", "schema legacy", "cluster spare"),
                        false));
    }

    @Test
    void aRepositoryIsReadAtItsHeadAndItsRootUnlessSaidOtherwise() {
        assertThat(understood("{'target':'prod','project':{'git':'git@example.org:shop.git'}}")
                        .project())
                .isEqualTo(new ProjectRef(".", "git@example.org:shop.git", "HEAD"));
    }

    @Test
    void nullMeansLeftOut() {
        assertThat(understood("{'target':'prod','project':{'path':'shop','git':null},'holdFor':null,'removes':null}"))
                .isEqualTo(understood("{'target':'prod','project':{'path':'shop'}}"));
    }

    @Test
    void aMissingInputIsAnsweredWithAnExample() {
        for (JsonNode nothing : new JsonNode[] {null, NullNode.getInstance()}) {
            assertThat(problems(RequestParser.parse(nothing)))
                    .singleElement()
                    .asString()
                    .contains("There is no input", "{\"target\": \"prod\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"[],a list", "'prod',a text", "7,a number", "true,true or false"})
    void anInputThatIsNoObjectIsAnsweredWithWhatItIs(String input, String kind) {
        assertThat(problems(input)).singleElement().asString().contains("not a JSON object but " + kind);
    }

    @Test
    void everyProblemIsAnsweredAtOnce() {
        assertThat(problems("{'targt':'prod','project':'shop','holdFor':5,'dryRun':'yes','lagThreshold':'1h'}"))
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).contains("There is no field targt (did you mean target?)"),
                        text -> assertThat(text).startsWith("target is missing"),
                        text -> assertThat(text).contains("project must be an object", "not a text"),
                        text -> assertThat(text).contains("holdFor is not a duration", "\"30m\""),
                        text -> assertThat(text).contains("dryRun must be true or false"),
                        text -> assertThat(text).contains("lagThreshold is 1h; it can be 1ms to 5m"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "holdFor,8d", "holdFor,soon", "approvalExpiresAfter,31d", "approvalExpiresAfter,0s",
                        "hydrationTimeout,169h",
                "hydrationTimeout,0s", "lagThreshold,301s", "lagThreshold,0s", "sinkTimeout,25h", "sinkTimeout,later"
            })
    void deadlinesBeyondTheirLimitsAreRefused(String field, String value) {
        assertThat(problems("{'target':'prod','project':{'path':'shop'},'" + field + "':'" + value + "'}"))
                .singleElement()
                .asString()
                .startsWith(field + " is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Prod", "pro d", "prod_1", "prod;drop", "é"})
    void targetsThatAreNoNamesAreRefused(String target) {
        assertThat(problems("{'target':'" + target + "','project':{'path':'shop'}}"))
                .singleElement()
                .asString()
                .contains("lower-case letters, digits and hyphens");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "../shop", "shop/../../x", "..", "a\\\\..\\\\b", "\\\\share"})
    void pathsThatLeadOutOfTheProjectRootAreRefused(String path) {
        assertThat(problems("{'target':'prod','project':{'path':'" + path + "'}}"))
                .singleElement()
                .asString()
                .contains("leads out of the project root");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = ';',
            value = {
                "{};project.path is missing",
                "{'path':'shop','ref':'main'};project.ref goes with project.git only",
                "{'git':'https://x/y.git','ref':'-oops'};project.ref is not a branch",
                "{'git':'--upload-pack=x'};project.git is not a repository's address",
                "{'path':7};project.path must be a text",
                "{'path':'shop','branch':'main'};There is no field project.branch"
            })
    void projectsThatCannotBeFoundAreRefused(String project, String problem) {
        assertThat(problems("{'target':'prod','project':" + project + "}")).anyMatch(text -> text.contains(problem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://kim:hunter2@example.org/shop.git",
                "HTTPS://kim:hunter2@example.org/shop.git",
                "https://hunter2@example.org/shop.git",
                "http://kim:hun/hunter2@example.org/shop.git",
                "https://kim:hunter2",
                "ssh://kim:hunter2@example.org/shop.git",
                "ssh://kim:hun/hunter2@example.org/shop.git",
                "kim:hunter2@example.org:shop.git",
                "https://example.org/shop.git?access_token=hunter2",
                "https://example.org/shop.git?a=b&Private-Token=hunter2",
                "https::https://hunter2@example.org/shop.git"
            })
    void credentialsInAnAddressAreRefusedWithoutRepeatingThem(String address) {
        assertThat(problems("{'target':'prod','project':{'git':'" + address + "'}}"))
                .singleElement()
                .asString()
                .contains("holds a user, password or token")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org:8443/shop.git",
                "https://[2001:db8::1]:8443/shop.git",
                "ssh://git@example.org:22/shop.git",
                "git@example.org:team/shop.git",
                "example.org:shop.git",
                "file:///srv/git/kim@work/shop.git"
            })
    void addressesWithoutCredentialsAreUnderstood(String address) {
        assertThat(understood("{'target':'prod','project':{'git':'" + address + "'}}")
                        .project()
                        .git())
                .isEqualTo(address);
    }

    @Test
    void whatGitSaysIsShownWithoutCredentials() {
        assertThat(GitAddress.redacted("fatal: unable to access 'https://kim:hunter2@x.org/y?token=hunter2': 403"))
                .isEqualTo("fatal: unable to access 'https://***@x.org/y?token=***': 403");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = ';',
            value = {
                "'onConflict':'wait';must be REFUSE or QUEUE",
                "'removes':'shop.orders';must be a list",
                "'removes':[1];may hold only texts",
                "'removes':['orders'];write schema.object",
                "'requestedBy':'';must have 1 to 200 characters",
                "'requestedBy':['kim'];must be a text, not a list"
            })
    void otherFieldsAreCheckedToo(String field, String problem) {
        assertThat(problems("{'target':'prod','project':{'path':'shop'}," + field + "}"))
                .singleElement()
                .asString()
                .contains(problem);
    }

    private static DeploymentRequest understood(String text) {
        ParsedRequest parsed = RequestParser.parse(json(text));
        assertThat(parsed).isInstanceOf(ParsedRequest.Understood.class);
        return ((ParsedRequest.Understood) parsed).request();
    }

    private static List<String> problems(String text) {
        return problems(RequestParser.parse(json(text)));
    }

    private static List<String> problems(ParsedRequest parsed) {
        assertThat(parsed).isInstanceOf(ParsedRequest.Refused.class);
        return ((ParsedRequest.Refused) parsed).problems();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
