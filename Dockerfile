# syntax=docker/dockerfile:1
# Images from one build: `service` is the sluicegate command, `gpu` the same for machines with a GPU, `registry` the schema registry that
# it is tested with.

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/maven mvn -B -ntp -Dmaven.repo.local=/maven -Dfast -DskipTests -pl launcher -am package

FROM eclipse-temurin:17-jre-noble AS registry
RUN useradd --system --uid 10001 --no-create-home registry \
    && install -d -o registry -g registry /var/lib/registry
COPY --from=build /src/launcher/target/sluicegate/registry /opt/registry
# With H2's own write delay a schema that was just registered would be lost by a kill.
ENV QUARKUS_HTTP_PORT=8080 \
    REGISTRY_DATASOURCE_URL=jdbc:h2:file:/var/lib/registry/registry;WRITE_DELAY=0
USER 10001
EXPOSE 8080
VOLUME /var/lib/registry
ENTRYPOINT ["sh", "-c", "exec java -Xmx256m -jar /opt/registry/apicurio-registry-app-*-runner.jar"]

# The service with ONNX Runtime for NVIDIA's GPUs, built only if it is asked for: docker build --target gpu --tag sluicegate/gpu:0.1.0 .
FROM build AS build-gpu
RUN --mount=type=cache,target=/maven mvn -B -ntp -Dmaven.repo.local=/maven -Dfast -DskipTests -Pgpu -pl launcher -am package

# CUDA 12, which ONNX Runtime is linked with, and cuDNN 9
FROM nvidia/cuda:12.9.1-cudnn-runtime-ubuntu24.04 AS gpu
RUN apt-get update \
    && apt-get install --yes --no-install-recommends locales \
    && locale-gen en_US.UTF-8 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home sluicegate \
    && install -d -o sluicegate -g sluicegate /var/lib/sluicegate/state /var/lib/sluicegate/models
COPY --from=eclipse-temurin:17-jre-noble /opt/java/openjdk /opt/java/openjdk
COPY --from=build-gpu /src/launcher/target/sluicegate/lib /opt/sluicegate/lib
COPY --chmod=755 sluicegate /opt/sluicegate/sluicegate
COPY examples/fraud/fraud.yaml /opt/sluicegate/examples/fraud/fraud.yaml
COPY docs/pipeline.schema.json /opt/sluicegate/docs/pipeline.schema.json
ENV JAVA_HOME=/opt/java/openjdk \
    LANG=en_US.UTF-8 \
    PATH=/opt/sluicegate:$PATH \
    SLUICEGATE_DATA=/var/lib/sluicegate/state \
    SLUICEGATE_MODELS=/var/lib/sluicegate/models
USER 10001
EXPOSE 8080
VOLUME ["/var/lib/sluicegate/state", "/var/lib/sluicegate/models"]
ENTRYPOINT ["sluicegate"]

FROM eclipse-temurin:17-jre-noble AS service
# Models that change the case of strings (StringNormalizer) ask for this locale.
RUN apt-get update && apt-get install -y --no-install-recommends locales \
    && localedef -i en_US -f UTF-8 en_US.UTF-8 \
    && rm -rf /var/lib/apt/lists/*
ENV LANG=en_US.UTF-8
RUN useradd --system --uid 10001 --no-create-home sluicegate \
    && install -d -o sluicegate -g sluicegate /var/lib/sluicegate/state /var/lib/sluicegate/models
COPY --from=build /src/launcher/target/sluicegate/lib /opt/sluicegate/lib
COPY --chmod=755 sluicegate /opt/sluicegate/sluicegate
COPY examples/fraud/fraud.yaml /opt/sluicegate/examples/fraud/fraud.yaml
COPY docs/pipeline.schema.json /opt/sluicegate/docs/pipeline.schema.json
ENV PATH=/opt/sluicegate:$PATH \
    SLUICEGATE_DATA=/var/lib/sluicegate/state \
    SLUICEGATE_MODELS=/var/lib/sluicegate/models
USER 10001
EXPOSE 8080
VOLUME ["/var/lib/sluicegate/state", "/var/lib/sluicegate/models"]
ENTRYPOINT ["sluicegate"]
