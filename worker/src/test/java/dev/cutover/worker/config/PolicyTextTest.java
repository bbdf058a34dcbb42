package dev.cutover.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.workflows.policy.FreezeWindow;
import dev.cutover.workflows.policy.Overridable;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.policy.Signatures.Mode;
import dev.cutover.workflows.policy.Verification;
import dev.cutover.workflows.policy.Verification.OnFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules for approvals as people write them. */
class PolicyTextTest {
    private static final String TARGET = """
            projects: projects
            targets:
              prod:
                url: localhost
                user: deployer
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeProjects() throws Exception {
        Files.createDirectory(folder.resolve("projects"));
    }

    @Test
    void aTargetWithoutAPolicyHasNone() throws Exception {
        assertThat(read(TARGET)).isEqualTo(Policy.NONE);
        assertThat(read(TARGET + "    policy: {}\n")).isEqualTo(Policy.NONE);
    }

    @Test
    void readsEveryKey() throws Exception {
        String ann = publicKey();
        String bob = publicKey();
        Files.writeString(
                folder.resolve("bob.pem"), "-----BEGIN PUBLIC KEY-----\n" + bob + "\n-----END PUBLIC KEY-----\n");

        Policy policy = read(TARGET + """
                    policy:
                      approvals: 2
                      approvers: [ann, bob]
                      requesterMayApprove: false
                      overridable:
                        - checks: slow_*
                          by: [ann]
                      expiresAfter: 8h
                      freeze:
                        - start: "0 18 * * FRI"
                          for: 62h
                          zone: Europe/Berlin
                          reason: nobody is here at the weekend
                        - start: 2026-12-23T18:00
                          until: 2027-01-04T08:00
                          reason: holidays
                      breakGlass: [eve]
                      signatures:
                        mode: REQUIRED
                        keys:
                          ann: %s
                          bob: bob.pem
                      soak: 10m
                      onFailedVerification: REVERT
                      refreshEvery: 30m
                """.formatted(ann));

        assertThat(policy.approvals()).isEqualTo(2);
        assertThat(policy.approvers()).containsExactly("ann", "bob");
        assertThat(policy.requesterMayApprove()).isFalse();
        assertThat(policy.overridable()).containsExactly(new Overridable("slow_*", List.of("ann")));
        assertThat(policy.expiresAfter()).isEqualTo(Duration.ofHours(8));
        assertThat(policy.freeze())
                .containsExactly(
                        new FreezeWindow(
                                "0 18 * * FRI", Duration.ofHours(62), "Europe/Berlin", "nobody is here at the weekend"),
                        new FreezeWindow("2026-12-23T18:00", Duration.ofHours(278), "UTC", "holidays"));
        assertThat(policy.breakGlass()).containsExactly("eve");
        assertThat(policy.signatures().mode()).isEqualTo(Mode.REQUIRED);
        assertThat(policy.signatures().keys()).isEqualTo(Map.of("ann", ann, "bob", bob));
        assertThat(policy.verification()).isEqualTo(new Verification(Duration.ofMinutes(10), OnFailure.REVERT));
        assertThat(policy.refreshEvery()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void evidenceIsCollectedAgainUnlessThePolicySaysNever() throws Exception {
        assertThat(read(TARGET + "    policy: {approvals: 1}\n").refreshEvery()).isEqualTo(Policy.REFRESH_EVERY);
        assertThat(read(TARGET + "    policy: {refreshEvery: never}\n").refreshEvery())
                .isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "approver: [ann]|line 6: the key targets.prod.policy.approver is unknown",
                "approvals: 0|targets.prod.policy.approvals is 0",
                "approvals: two|targets.prod.policy.approvals has a value of the wrong kind",
                "{approvals: 2, approvers: [ann]}|nothing could ever be approved",
                "approvers: [ann, '']|targets.prod.policy.approvers holds an empty name",
                "expiresAfter: soon|targets.prod.policy.expiresAfter is not a duration",
                "expiresAfter: 31d|targets.prod.policy.expiresAfter must be more than nothing and at most 30d",
                "overridable: [{checks: all}]|targets.prod.policy.overridable needs checks",
                "overridable: [{checks: all, by: []}]|targets.prod.policy.overridable.by is empty",
                "freeze: [{start: tomorrow, for: 1h, reason: r}]|targets.prod.policy.freeze[0]: start is neither",
                "freeze: [{start: '0 0 * * *', for: 1h}]|freeze[0].reason is missing",
                "freeze: [{for: 1h, reason: r}]|freeze[0].start is missing",
                "freeze: [{start: '0 0 * * *', reason: r}]|freeze[0] needs either for",
                "freeze: [{start: '0 0 * * *', for: 40d, reason: r}]|freeze[0].for must be more than nothing",
                "freeze: [{start: '0 0 * * *', until: 2026-12-23T18:00, reason: r}]|until goes with a start",
                "freeze: [{start: 2026-12-24T18:00, until: 2026-12-23T18:00, reason: r}]|until is before start",
                "freeze: [{start: '0 0 * * *', for: 1h, zone: Atlantis, reason: r}]|zone is not a time zone",
                "freeze: [{start: '0 0 * * *', length: 1h, reason: r}]|is unknown. Known here",
                "signatures: {mode: SOMETIMES}|signatures.mode is SOMETIMES; it must be one of OFF, REQUIRED",
                "signatures: {mode: REQUIRED}|keys is empty: nothing could ever be approved",
                "signatures: {keys: {ann: missing.pem}}|keys.ann is neither an Ed25519 public key nor a file",
                "signatures: {keys: {ann: cutover.yaml}}|keys.ann is no Ed25519 public key",
                "refreshEvery: 10s|refreshEvery must be at least 1m",
                "soak: 2d|targets.prod.policy.soak must be more than nothing and at most 1d",
                "onFailedVerification: PANIC|onFailedVerification is PANIC; it must be one of REVERT, HOLD"
            })
    void refusesAPolicyThatCannotBeMeant(String policy, String expected) {
        String text = policy.startsWith("{") ? policy : "{" + policy + "}";

        assertThatThrownBy(() -> read(TARGET + "    policy: " + text + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void refusesApproversWhoCouldNotSign() throws Exception {
        String yaml = TARGET + "    policy: {approvers: [ann, bob], signatures: {mode: REQUIRED, keys: {ann: "
                + publicKey() + "}}}\n";

        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has no key for one of ann, bob");
    }

    private static String publicKey() throws Exception {
        return Base64.getEncoder()
                .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPublic()
                        .getEncoded());
    }

    private Policy read(String yaml) throws Exception {
        return ConfigFile.read(Files.writeString(folder.resolve("cutover.yaml"), yaml), Map.of())
                .targets()
                .get("prod")
                .policy();
    }
}
