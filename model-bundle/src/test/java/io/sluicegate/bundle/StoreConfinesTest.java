package io.sluicegate.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreConfinesTest {
    @TempDir
    Path folder;

    private Path store;
    private Path bundle;

    @BeforeEach
    void aBundle() throws IOException {
        store = Files.createDirectory(folder.resolve("store"));
        bundle = Path.of(
                new BundleStore(store).publish(Drafts.draft("1", "model")).location());
    }

    @Test
    void shouldTakeWhatLiesInTheStore() {
        assertThat(confines().refusal(bundle.toString())).isEmpty();
        assertThat(confines().refusal(bundle.toUri().toString())).isEmpty();
        assertThat(confines()
                        .refusal(store.resolve("fraud-model/not-mounted-here").toString()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/proc", "/proc/self/..", "/etc", "file:///etc", "", "/nowhere/at/all"})
    void shouldRefuseWhatLiesElsewhere(String location) {
        assertThat(confines().refusal(location).orElseThrow()).contains("outside the model store");
    }

    @Test
    void shouldRefuseTheStoreItselfAndItsNeighbour() {
        assertThat(confines().refusal(store.toString())).isPresent();
        assertThat(confines().refusal(store + "-2/model/1")).isPresent();
    }

    @Test
    void shouldNotBeLedOutByDotsOrLinks() throws IOException {
        var outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(store.resolve("way-out"), outside);

        assertThat(confines().refusal(store.resolve("../outside").toString())).isPresent();
        assertThat(confines().refusal(store.resolve("way-out").toString())).isPresent();
        assertThat(confines().refusal(store.resolve("way-out/later").toString()))
                .isPresent();
    }

    @Test
    void shouldFollowALinkToTheStore() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("link"), store);

        assertThat(new StoreConfines(link).refusal(bundle.toString())).isEmpty();
        assertThat(confines().refusal(link.resolve(store.relativize(bundle)).toString()))
                .isEmpty();
    }

    @Test
    void shouldRefuseALinkOutOfTheBundleWithoutReadingIt() throws IOException {
        Files.createSymbolicLink(bundle.resolve("passwords"), Path.of("/etc/passwd"));

        assertThat(confines().refusal(bundle.toString()).orElseThrow()).contains("passwords is no regular file");
    }

    @Test
    void shouldRefuseADeviceWithoutReadingIt() throws IOException {
        Files.createSymbolicLink(bundle.resolve("endless"), Path.of("/dev/zero"));

        assertThat(BundleStore.open(bundle.toString(), "abc", confines()))
                .isInstanceOfSatisfying(Opened.Refused.class, refused -> assertThat(refused.fault())
                        .isEqualTo(Opened.Fault.OUTSIDE));
    }

    @Test
    void shouldRefuseTooManyFilesOrBytes() {
        assertThat(new StoreConfines(store, 2, StoreConfines.MOST_BYTES)
                        .refusal(bundle.toString())
                        .orElseThrow())
                .contains("more than 2 files");
        assertThat(new StoreConfines(store, 10, 10).refusal(bundle.toString()).orElseThrow())
                .contains("10 bytes");
    }

    /** Rollout control asks so on its only thread: a share that hangs must not hang it. */
    @Test
    void shouldJudgeANameWithoutLookingAtTheDisk() throws IOException {
        Files.createSymbolicLink(store.resolve("way-out"), folder);
        Files.createSymbolicLink(bundle.resolve("endless"), Path.of("/dev/zero"));

        assertThat(confines().refusalOfName(store.resolve("way-out").toString()))
                .isEmpty();
        assertThat(confines().refusalOfName(bundle.toString())).isEmpty();
        assertThat(confines().refusalOfName(bundle.toUri().toString())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/proc",
                "/store/../etc",
                "file:///etc",
                "/store",
                "/store-2/model/1",
                "file:/store/a/../../b"
            })
    void shouldRefuseTheNameOfWhatLiesElsewhere(String location) {
        assertThat(new StoreConfines(Path.of("/store")).refusalOfName(location).orElseThrow())
                .contains(location + " lies outside the model store /store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "store/model/1", "./store/model/1"})
    void shouldRefuseANameThatMeansAnotherFolderToEachProcess(String location) {
        assertThat(new StoreConfines(Path.of("/store")).refusalOfName(location).orElseThrow())
                .contains("is no absolute path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:store/model/1", "file://host/store/model/1", "/store/\0", "file:/store/a b"})
    void shouldRefuseANameThatIsNoPath(String location) {
        assertThat(new StoreConfines(Path.of("/store")).refusalOfName(location.replace("\\0", "\0")))
                .isPresent();
    }

    private StoreConfines confines() {
        return new StoreConfines(store);
    }
}
