# The worker. Validated by a linter, not built: see docker-compose.yml.
FROM maven:3.9.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/m2 \
    mvn --batch-mode --quiet -Dmaven.repo.local=/m2 --projects worker --also-make -DskipTests -Dspotless.check.skip=true package

# No patch version here, so that a new build takes the newest security fixes.
FROM eclipse-temurin:17-jre-jammy
# git resolves and fetches projects that live in a repository; curl asks for the worker's health.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates curl git \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home cutover
WORKDIR /opt/cutover
COPY --from=build /src/worker/target/lib lib
USER 10001
EXPOSE 9464
# What the launcher's `./cutover worker` runs, without the JDK that the launcher needs to build. Java is process 1, so that
# it gets the SIGTERM that drains the worker.
ENTRYPOINT ["java", "-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-cp", "lib/*", "dev.cutover.worker.WorkerMain"]
CMD ["--config", "/etc/cutover/cutover.yaml"]
