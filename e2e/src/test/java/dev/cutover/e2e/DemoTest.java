package dev.cutover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.e2e.machine.Answer;
import dev.cutover.e2e.machine.Launcher;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration, as the README tells people to start it. Its exit code says whether everything was as promised. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class DemoTest {
    @TempDir
    private Path folder;

    @Test
    void theShopIsReplacedWhileItIsRead() throws Exception {
        Answer demo = Launcher.run(folder, "demo", "--yes");

        assertThat(demo.exitCode()).as(demo.text()).isZero();
        assertThat(demo.text()).contains("outcome      PROMOTED", " 0 failed (");
    }

    /** The real dbt-materialize, a real Kafka broker: the source is read anew, the sink follows the swap and the swap back. */
    @Test
    void theShopAsADbtProjectIsReplacedAndTakenBackWithItsSourceAndItsSink() throws Exception {
        Answer demo = Launcher.run(folder, "demo", "--dbt", "--revert");

        assertThat(demo.exitCode()).as(demo.text()).isZero();
        assertThat(demo.text())
                .contains("outcome      REVERTED", " 0 failed (")
                .contains("2 added, 3 changed, 0 removed")
                .contains("check    mart_adds_up_to_core passed")
                .contains("Sink materialize.shop_feeds.revenue_feed reads", "and follows: after the swap")
                .contains("8 messages of its first snapshot, 3 of 3 orders: none lost, none doubled")
                .contains("Source shop_ingest.ratings: 300 rows before, 300 after");
    }
}
