package dev.cutover.worker;

import dev.cutover.workflows.SearchAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that our search attributes exist before the first task is taken: setting one that is not registered would
 * make every deployment's workflow task fail again and again.
 */
final class SearchAttributePreflight {
    private static final Logger LOG = LoggerFactory.getLogger(SearchAttributePreflight.class);
    private static final Duration TIME_TO_APPEAR = Duration.ofSeconds(30);

    private final OperatorServiceStubs operator;
    private final String namespace;

    private SearchAttributePreflight(OperatorServiceStubs operator, String namespace) {
        this.operator = operator;
        this.namespace = namespace;
    }

    /**
     * Registers what is missing.
     *
     * @throws TemporalRefusal they are missing and cannot be registered, or exist with another type
     */
    static void run(TemporalConnection connection) throws TemporalRefusal, InterruptedException {
        OperatorServiceStubs operator =
                OperatorServiceStubs.newServiceStubs(OperatorServiceStubsOptions.newBuilder(connection.stubsOptions())
                        .setChannel(null)
                        .validateAndBuildWithDefaults());
        try {
            new SearchAttributePreflight(operator, connection.namespace()).ensure();
        } finally {
            operator.shutdownNow();
        }
    }

    private void ensure() throws TemporalRefusal, InterruptedException {
        Map<String, IndexedValueType> registered = registered();
        List<String> missing = SearchAttributes.ALL.stream()
                .map(SearchAttributeKey::getName)
                .filter(name -> !registered.containsKey(name))
                .toList();
        refuseOtherTypes(registered);
        if (!missing.isEmpty()) {
            register(missing);
            LOG.info("Registered the search attributes {} in the namespace {}.", missing, namespace);
        }
    }

    private void refuseOtherTypes(Map<String, IndexedValueType> registered) throws TemporalRefusal {
        for (SearchAttributeKey<String> key : SearchAttributes.ALL) {
            IndexedValueType type = registered.get(key.getName());
            if (type != null && type != IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD) {
                throw new TemporalRefusal(
                        "The search attribute " + key.getName() + " exists in the namespace " + namespace
                                + " with another type than Keyword. Remove it (temporal operator search-attribute remove --namespace "
                                + namespace + " --name " + key.getName() + "), then start the worker again.");
            }
        }
    }

    // The in-process test server can add but not list; adding what exists is refused one attribute at a time.
    private Map<String, IndexedValueType> registered() throws TemporalRefusal {
        try {
            return operator.blockingStub()
                    .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                            .setNamespace(namespace)
                            .build())
                    .getCustomAttributesMap();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                return Map.of();
            }
            throw refusal(
                    SearchAttributes.ALL.stream()
                            .map(SearchAttributeKey::getName)
                            .toList(),
                    e);
        }
    }

    private void register(List<String> missing) throws TemporalRefusal, InterruptedException {
        for (String name : missing) {
            try {
                operator.blockingStub()
                        .addSearchAttributes(AddSearchAttributesRequest.newBuilder()
                                .setNamespace(namespace)
                                .putSearchAttributes(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                                .build());
            } catch (StatusRuntimeException e) {
                if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                    throw refusal(missing, e);
                }
            }
        }
        awaitVisible(missing);
    }

    private void awaitVisible(List<String> names) throws TemporalRefusal, InterruptedException {
        Instant deadline = Instant.now().plus(TIME_TO_APPEAR);
        Map<String, IndexedValueType> now = registered();
        while (!now.isEmpty()
                && !now.keySet().containsAll(names)
                && Instant.now().isBefore(deadline)) {
            TimeUnit.MILLISECONDS.sleep(200);
            now = registered();
        }
    }

    private TemporalRefusal refusal(List<String> missing, StatusRuntimeException e) {
        return new TemporalRefusal(
                "The namespace " + namespace + " may lack search attributes that every deployment sets, and this "
                        + "worker may not register them (" + e.getStatus().getCode() + "). Let somebody who may run: "
                        + command(namespace, missing));
    }

    /** The command that registers these attributes. */
    static String command(String namespace, List<String> names) {
        return "temporal operator search-attribute create --namespace " + namespace
                + names.stream()
                        .map(name -> " --name " + name + " --type Keyword")
                        .collect(Collectors.joining());
    }
}
