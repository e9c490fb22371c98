package io.sluicegate.launcher.doctor;

import static io.sluicegate.launcher.doctor.Finding.State.OK;
import static io.sluicegate.launcher.doctor.Finding.State.PROBLEM;
import static io.sluicegate.launcher.doctor.Finding.State.UNKNOWN;
import static io.sluicegate.launcher.doctor.Finding.State.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluicegate.launcher.cli.BrokerDisk;
import io.sluicegate.launcher.cli.Disk;
import io.sluicegate.launcher.cli.DiskRoom;
import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.testing.FreePort;
import io.sluicegate.testing.SmallDisk;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the checks find on this machine. */
class MachineChecksTest {
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");
    private static final long MIB = 1L << 20;

    @TempDir
    Path folder;

    @Test
    void shouldFindThatAFolderCannotBeWritten() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "no folder");

        var found = disk(config(file.resolve("data"), folder.resolve("none"))).findings();

        assertThat(found.get(0).state()).isEqualTo(PROBLEM);
        assertThat(found.get(0).where()).contains("service.data", "file/data");
        assertThat(found.get(0).remedy()).contains("writable");
        assertThat(found.get(1).state()).isEqualTo(WARNING);
        assertThat(found.get(1).what()).isEqualTo("doesn't exist");
    }

    @Test
    void shouldFindRoomInFoldersAndLeaveNothingThere() throws Exception {
        var found = disk(config(folder.resolve("not/yet"), folder)).findings();

        assertThat(found).allSatisfy(it -> assertThat(it.what()).contains("can be written"));
        assertThat(Files.list(folder)).isEmpty();
    }

    @Test
    void shouldFindThatADiskIsFullOrNearlyFull() {
        assertThat(DiskCheck.ofRoom("here", new DiskRoom(10 * MIB)).state()).isEqualTo(PROBLEM);
        assertThat(DiskCheck.ofRoom("here", new DiskRoom(1_000 * MIB)).state()).isEqualTo(WARNING);
        assertThat(DiskCheck.ofRoom("here", new DiskRoom(100_000 * MIB)))
                .isEqualTo(Finding.ok("here", "can be written; 98 GiB are free"));
    }

    private static DiskCheck disk(PipelineConfig config) {
        return new DiskCheck(config, Disk.OF_THIS_MACHINE);
    }

    @Test
    void shouldSayWhatAnyDiskHasLeft() {
        var found = new DiskCheck(config(folder.resolve("data"), folder), there -> 100 * MIB).findings();

        assertThat(found).extracting(Finding::state).containsOnly(PROBLEM);
        assertThat(found).extracting(Finding::what).containsOnly("100 MiB are free");
        assertThat(found).extracting(Finding::remedy).allMatch(remedy -> remedy.startsWith("make room"));
    }

    @Test
    void shouldNameABrokersDiskThatIsFullOrBroken() {
        assertThat(BrokerDisksCheck.finding(broker(Optional.of(new DiskRoom(100 * MIB)), Optional.empty())))
                .satisfies(it -> {
                    assertThat(it.state()).isEqualTo(PROBLEM);
                    assertThat(it.where()).isEqualTo("broker 1, /logs");
                    assertThat(it.what()).isEqualTo("100 MiB are free");
                    assertThat(it.remedy())
                            .startsWith("make room on the broker's disk")
                            .contains("retention.ms");
                });
        assertThat(BrokerDisksCheck.finding(broker(Optional.of(new DiskRoom(1_000 * MIB)), Optional.empty()))
                        .state())
                .isEqualTo(WARNING);
        assertThat(BrokerDisksCheck.finding(broker(Optional.empty(), Optional.of("Disk error")))
                        .what())
                .isEqualTo("the broker can't use the folder: Disk error");
        assertThat(BrokerDisksCheck.finding(broker(Optional.empty(), Optional.empty()))
                        .state())
                .isEqualTo(Finding.State.UNKNOWN);
    }

    private static BrokerDisk broker(Optional<DiskRoom> room, Optional<String> fault) {
        return new BrokerDisk(1, "/logs", room, fault);
    }

    @Test
    void shouldNameAFullDisk() throws Exception {
        var mount = folder.resolve("full");
        try (var disk = SmallDisk.mount(mount, 1024)) {
            disk.fill();

            var found = disk(config(mount.resolve("data"), folder)).findings().get(0);

            assertThat(found)
                    .isEqualTo(Finding.problem(
                            "service.data " + mount.resolve("data"),
                            "0 MiB are free",
                            "make room: stages stop when they can't write"));
        }
    }

    @Test
    void shouldAddUpWhatAProcessMayTake() {
        var bounds = MemoryCheck.bounds(config(folder, folder), 512 * MIB);

        assertThat(bounds).containsEntry("heap", 512 * MIB).containsEntry("RocksDB", 128 * MIB);
        assertThat(MemoryCheck.findings(bounds, 0, 2_000 * MIB))
                .extracting(Finding::state)
                .containsExactly(OK);
        assertThat(MemoryCheck.findings(bounds, 4_096 * MIB, 900 * MIB))
                .extracting(Finding::state, Finding::where)
                .containsExactly(tuple(WARNING, "this machine"), tuple(WARNING, "model.load-memory"));
    }

    @Test
    void shouldCompareProvidersWithThoseOfThisInstallation() {
        var strict = new ExecutionSettings(List.of(ExecutionProvider.CUDA), false, Map.of(), 1);
        var lenient = new ExecutionSettings(List.of(ExecutionProvider.CUDA, ExecutionProvider.CPU), true, Map.of(), 1);
        var here = EnumSet.of(ExecutionProvider.CPU);

        assertThat(ProviderCheck.findings(strict, here))
                .extracting(Finding::state)
                .containsExactly(PROBLEM);
        assertThat(ProviderCheck.findings(lenient, here))
                .extracting(Finding::state)
                .containsExactly(WARNING, OK);
        assertThat(new ProviderCheck(ExecutionSettings.CPU).findings())
                .extracting(Finding::state)
                .containsExactly(OK);
    }

    @Test
    void shouldWarnWhereModelsCannotChangeTheCaseOfStrings() {
        assertThat(LocaleCheck.finding(true, true).state()).isEqualTo(OK);
        assertThat(LocaleCheck.finding(false, true).what()).contains("C.UTF-8");
        assertThat(LocaleCheck.finding(false, false).state()).isEqualTo(WARNING);
        assertThat(new LocaleCheck().findings()).hasSize(1);
    }

    @Test
    void shouldShowWhyStagesAreNotReady() {
        var answer = "{\"ready\":false,\"reasons\":{\"stream-scorer\":\"Kafka Streams is ERROR\"},"
                + "\"remarks\":{\"feature-enricher\":\"the newest schema lacks amount\"}}";

        var found = ServiceCheck.findings("fraud", "http://here", answer);

        assertThat(found).extracting(Finding::state).containsExactly(PROBLEM, WARNING);
        assertThat(found.get(0))
                .satisfies(it -> assertThat(it.where()).isEqualTo("stream-scorer"))
                .satisfies(it -> assertThat(it.what()).isEqualTo("isn't ready: Kafka Streams is ERROR"));
        assertThat(ServiceCheck.findings("fraud", "http://here", "{\"ready\":true,\"reasons\":{}}"))
                .extracting(Finding::state)
                .containsExactly(OK);
        assertThat(ServiceCheck.findings("fraud", "http://here", "<html>")
                        .get(0)
                        .what())
                .isEqualTo("another program answers");
    }

    @Test
    void shouldNotTakeTheServiceOfAnotherPipelineForOurs() {
        var answer = "{\"ready\":true,\"pipelines\":[\"bikes\"],\"reasons\":{},\"remarks\":{}}";

        assertThat(ServiceCheck.findings("fraud", "http://here", answer))
                .singleElement()
                .satisfies(it -> assertThat(it.state()).isEqualTo(UNKNOWN))
                .satisfies(it -> assertThat(it.what()).isEqualTo("the service here works for bikes, not for fraud"));
    }

    @Test
    void shouldNotBlameAMachineWhereNoServiceRuns() throws Exception {
        var config = PipelineConfigReader.read(FRAUD, Map.of("SLUICEGATE_PORT", "" + FreePort.find()));

        assertThat(new ServiceCheck("fraud", config.service()).findings())
                .singleElement()
                .satisfies(it -> assertThat(it.state()).isEqualTo(UNKNOWN));
    }

    @Test
    void shouldUnderstandTheVersionsOfTwoRegistries() {
        assertThat(RegistryVersion.places("http://host:8081/apis/ccompat/v7"))
                .contains(
                        URI.create("http://host:8081/apis/ccompat/v7/v1/metadata/version"),
                        URI.create("http://host:8081/apis/registry/v3/system/info"));
        assertThat(RegistryVersion.told("{\"version\":\"7.9.0\",\"commitId\":\"x\"}"))
                .contains("Confluent Schema Registry 7.9.0");
        assertThat(RegistryVersion.told("{\"name\":\"Apicurio Registry\",\"version\":\"3.1\"}"))
                .contains("Apicurio Registry 3.1");
        assertThat(RegistryVersion.told("<html>")).isEmpty();
    }

    @Test
    void shouldAskForAJavaThatRunsSluicegate() {
        assertThat(VersionsCheck.java(11).state()).isEqualTo(PROBLEM);
        assertThat(VersionsCheck.java(21).state()).isEqualTo(OK);
    }

    private static PipelineConfig config(Path data, Path models) {
        return PipelineConfigReader.read(
                FRAUD, Map.of("SLUICEGATE_DATA", data.toString(), "SLUICEGATE_MODELS", models.toString()));
    }
}
