package dev.cutover.activities.materialize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.activities.materialize.catalog.Catalog;
import io.temporal.failure.ApplicationFailure;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A newer server may hold kinds of objects that this version does not know. */
class UnknownKindTest {
    private static final List<String> OBJECT =
            List.of("u1", "db", "shop", "novelty", "continual-task", "u2", "u3", "owner", "{}");

    @Test
    void anObjectOfAnUnknownKindIsAFinalRefusalThatNamesIt() throws SQLException {
        try (Session session = server()) {
            ApplicationFailure failure = catchThrowableOfType(
                    ApplicationFailure.class, () -> new Catalog(session).objectsIn(List.of("u3"), List.of("u2")));

            assertThat(failure.getType()).isEqualTo("PLAN_REFUSED");
            assertThat(failure.isNonRetryable()).isTrue();
            assertThat(failure.getOriginalMessage()).contains("db.shop.novelty", "continual-task");
        }
    }

    @Test
    void whoeverDropsSeesOnlyWhatItKnows() throws SQLException {
        try (Session session = server()) {
            assertThat(Catalog.ofKnownKinds(session).objectsIn(List.of("u3"), List.of("u2")))
                    .isEmpty();
        }
    }

    /** Answers every question about objects with the same row, and any other with none. */
    private static Session server() {
        return new Session(stub(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "prepareStatement" -> statement(((String) arguments[0]).contains("mz_objects"));
            default -> null;
        }));
    }

    private static PreparedStatement statement(boolean objects) {
        return stub(PreparedStatement.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "executeQuery" -> rows(objects ? 1 : 0);
            default -> null;
        });
    }

    private static ResultSet rows(int count) {
        AtomicInteger read = new AtomicInteger();
        return stub(ResultSet.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "next" -> read.getAndIncrement() < count;
            case "getString" -> OBJECT.get((Integer) arguments[0] - 1);
            default -> null;
        });
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
