package dev.cutover.sandbox.contract;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a real Materialize answered: the data of the JSON files, one family per file. README.md beside them has the format. */
record Recording(String family, String serverVersion, List<Scenario> scenarios) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .build();

    /** Every family, the parts that a cutover stands on first. */
    static final List<String> FAMILIES = List.of(
            "ddl_transactions",
            "cutover",
            "clusters",
            "schemas",
            "readiness",
            "privileges",
            "sinks",
            "objects",
            "session");

    /** The address of the recorder's Kafka broker, as its statements name it. */
    static final String RECORDED_BROKER = "127.0.0.1:19092";

    static Recording load(String family) {
        return load(family, RECORDED_BROKER);
    }

    /** The same as if the recorder's Kafka broker had been at another address. */
    static Recording load(String family, String broker) {
        try (InputStream file = Recording.class.getResourceAsStream("/contract/" + family + ".json")) {
            byte[] recorded = Objects.requireNonNull(file, () -> "no recording of family " + family)
                    .readAllBytes();
            String text = new String(recorded, StandardCharsets.UTF_8).replace(RECORDED_BROKER, broker);
            return JSON.readValue(text, Recording.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the recording of family " + family, e);
        }
    }

    /** A story of steps against a fresh server. */
    record Scenario(
            String name,
            String why,
            Map<String, Login> sessions,
            Map<String, String> systemSettings,
            List<Step> steps) {
        Scenario {
            sessions = sessions == null ? Map.of() : sessions;
            systemSettings = systemSettings == null ? Map.of() : systemSettings;
        }

        Login login(String session) {
            return sessions.getOrDefault(session, Login.DEFAULT);
        }
    }

    /** Who a session connects as, and to what. */
    record Login(String user, String database) {
        static final Login DEFAULT = new Login("materialize", "ct");
    }

    /** One thing that was done, and what came back. */
    record Step(
            String session,
            String sql,
            String protocol,
            List<String> params,
            List<Long> declaredParamTypes,
            boolean async,
            boolean await,
            String cancel,
            Double sleepSeconds,
            boolean disconnect,
            Map<String, String> connect,
            List<Result> results,
            String status,
            List<Notice> notices,
            List<Long> paramTypes,
            Map<String, String> parameters,
            boolean eventually,
            Boolean ordered,
            boolean distinct,
            Boolean rowsRecorded,
            String note) {

        boolean extended() {
            return "extended".equals(protocol);
        }

        boolean rowsInOrder() {
            return ordered == null || ordered;
        }

        boolean rowsCount() {
            return rowsRecorded == null || rowsRecorded;
        }

        /** Whether this step has an outcome to compare; waits, cancel requests and disconnects have none. */
        boolean hasOutcome() {
            return status != null || results != null;
        }

        Answer recorded() {
            return new Answer(results, status, notices, paramTypes, parameters);
        }

        String describe() {
            if (cancel != null) {
                return "cancel request for session " + cancel;
            }
            if (sleepSeconds != null) {
                return "wait " + sleepSeconds + " s";
            }
            if (disconnect) {
                return "disconnect session " + session;
            }
            if (connect != null) {
                return "connect session " + session + " " + connect;
            }
            return "[" + session + "] " + (await ? "(outcome of the statement sent before)" : sql);
        }
    }

    /** What a server said to one message: the same shape for what was recorded and what is seen now. */
    record Answer(
            List<Result> results,
            String status,
            List<Notice> notices,
            List<Long> paramTypes,
            Map<String, String> parameters) {
        Answer {
            results = results == null ? List.of() : results;
            notices = notices == null ? List.of() : notices;
            paramTypes = paramTypes == null ? List.of() : paramTypes;
            parameters = parameters == null ? Map.of() : parameters;
        }
    }

    /** What one statement answered: a tag, with columns and rows where it returns some, or an error. */
    record Result(
            String tag,
            List<String> columns,
            List<Long> types,
            List<List<String>> rows,
            String error,
            String message,
            String detail,
            String hint,
            String position,
            String severity) {

        static Result tagged(String tag) {
            return new Result(tag, null, null, null, null, null, null, null, null, null);
        }

        static Result rows(String tag, List<String> columns, List<Long> types, List<List<String>> rows) {
            return new Result(tag, columns, types, rows, null, null, null, null, null, null);
        }

        static Result failed(String sqlState) {
            return new Result(null, null, null, null, sqlState, null, null, null, null, null);
        }
    }

    /** A notice or warning. */
    record Notice(String severity, String code, String message, String detail, String hint) {}
}
