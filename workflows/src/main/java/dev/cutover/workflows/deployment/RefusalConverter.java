package dev.cutover.workflows.deployment;

import dev.cutover.workflows.BlueGreenDeployment;
import io.temporal.api.failure.v1.ApplicationFailureInfo;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.FailureConverter;
import io.temporal.failure.DefaultFailureConverter;

/** Gives refused updates a type of their own and says that sending them again does not help. */
final class RefusalConverter implements FailureConverter {
    private final FailureConverter others = new DefaultFailureConverter();

    @Override
    public Failure exceptionToFailure(Throwable throwable, DataConverter dataConverter) {
        if (!(throwable instanceof UpdateRefused)) {
            return others.exceptionToFailure(throwable, dataConverter);
        }
        return Failure.newBuilder()
                .setMessage(throwable.getMessage())
                .setApplicationFailureInfo(ApplicationFailureInfo.newBuilder()
                        .setType(BlueGreenDeployment.REFUSED)
                        .setNonRetryable(true))
                .build();
    }

    @Override
    public RuntimeException failureToException(Failure failure, DataConverter dataConverter) {
        return others.failureToException(failure, dataConverter);
    }
}
