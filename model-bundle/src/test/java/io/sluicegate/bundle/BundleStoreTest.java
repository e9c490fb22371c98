package io.sluicegate.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.bundle.Opened.Fault;
import io.sluicegate.bundle.Opened.Refused;
import io.sluicegate.bundle.Opened.Whole;
import io.sluicegate.records.StringProfile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleStoreTest {
    @TempDir
    Path root;

    @Test
    void shouldOpenWhatWasPublished() throws IOException {
        var draft = Drafts.draft("1", "model");
        var published = new BundleStore(root).publish(draft);

        var bundle = ((Whole) BundleStore.open(published.location(), published.digest())).bundle();

        assertThat(bundle.manifest()).isEqualTo(draft.manifest());
        assertThat(bundle.reference()).isEqualTo(draft.reference());
        assertThat(bundle.golden()).isEqualTo(draft.golden());
        assertThat(Files.readAllBytes(bundle.model())).isEqualTo(draft.model());
        assertThat(bundle.digest()).isEqualTo(published.digest());
        assertThat(root.resolve("fraud-model/1")).isEqualTo(bundle.folder());
    }

    @Test
    void shouldReadTheReferenceAloneWhateverHappenedToOtherFiles() throws IOException {
        var draft = Drafts.draft("1", "model");
        var published = new BundleStore(root).publish(draft);
        Files.delete(Path.of(published.location(), "model.onnx"));

        assertThat(BundleStore.openReference(published.location(), published.digest()))
                .isEqualTo(new OpenedReference.Read(
                        draft.reference(), draft.manifest().features()));
    }

    @Test
    void shouldReadAReferenceFromBeforeStringsWereProfiled() throws IOException {
        var draft = Drafts.draft("1", "model");
        var published = new BundleStore(root).publish(draft);
        var reference = Path.of(published.location(), "reference.json");
        var text = Files.readString(reference);
        var before = text.replaceFirst(",\\s*\"strings\" : \\[ *\\]", "");
        assertThat(before).isNotEqualTo(text);
        Files.writeString(reference, before);

        var opened = BundleStore.open(published.location());

        assertThat(opened).isInstanceOfSatisfying(Whole.class, whole -> assertThat(
                        whole.bundle().reference())
                .isEqualTo(draft.reference()));
    }

    @Test
    void shouldRefuseAProfileOfStringsWithoutBounds() throws IOException {
        var reference = Drafts.reference();
        var values = IntStream.range(0, 65).mapToObj(i -> "value " + i / 2).collect(Collectors.toList());
        values.set(0, "x".repeat(129));
        reference.setStrings(List.of(new StringProfile("color", values, List.of(1L), 0L, 0L)));

        assertThatThrownBy(() -> new BundleDraft(Drafts.manifest("1"), new byte[0], reference, Drafts.golden()))
                .hasMessageContaining("the reference profile of 'color' has 65 values and 1 counts")
                .hasMessageContaining("lists 65 values; the limit is 64")
                .hasMessageContaining("lists a value twice")
                .hasMessageContaining("lists a value of more than 128 characters");

        var published = new BundleStore(root).publish(Drafts.draft("1", "model"));
        var folder = Path.of(published.location());
        Files.write(folder.resolve("reference.json"), AvroJson.write(reference));
        Files.delete(folder.resolve(BundleDigest.LISTING));
        Files.writeString(folder.resolve(BundleDigest.LISTING), BundleDigest.listing(folder));
        assertThat(BundleStore.openReference(published.location(), BundleDigest.of(folder)))
                .isInstanceOfSatisfying(OpenedReference.Refused.class, refused -> assertThat(refused.message())
                        .contains("lists 65 values; the limit is 64"));
    }

    @Test
    void shouldRefuseAReferenceThatWasChanged() throws IOException {
        var published = new BundleStore(root).publish(Drafts.draft("1", "model"));
        Files.writeString(Path.of(published.location(), "reference.json"), "{}");

        assertThat(BundleStore.openReference(published.location(), published.digest()))
                .isInstanceOfSatisfying(OpenedReference.Refused.class, refused -> assertThat(refused.message())
                        .contains("reference.json", "changed"));
    }

    @Test
    void shouldNotReadAFileOfAnySizeIntoMemory() throws IOException {
        var published = new BundleStore(root).publish(Drafts.draft("1", "model"));
        try (var golden = new RandomAccessFile(
                Path.of(published.location(), "golden.json").toFile(), "rw")) {
            golden.setLength(BundleStore.MOST_BYTES_READ + 1);
        }

        assertThat(BundleStore.open(published.location()))
                .isInstanceOfSatisfying(Opened.Refused.class, refused -> assertThat(refused.message())
                        .contains("golden.json has 67108865 bytes, the limit is 67108864"));
    }

    @Test
    void shouldRefuseAReferenceWhoseManifestWasChanged() throws IOException {
        var published = new BundleStore(root).publish(Drafts.draft("1", "model"));
        Files.writeString(Path.of(published.location(), "manifest.yaml"), "format: 1");

        assertThat(BundleStore.openReference(published.location(), published.digest()))
                .isInstanceOfSatisfying(OpenedReference.Refused.class, refused -> assertThat(refused.message())
                        .contains("manifest.yaml", "changed"));
    }

    @Test
    void shouldNotTrustAListingThatTheDigestDoesNotCover() throws IOException {
        // given: the reference and the listing were changed together
        var published = new BundleStore(root).publish(Drafts.draft("1", "model"));
        var folder = Path.of(published.location());
        Files.writeString(folder.resolve("reference.json"), "{}");
        Files.writeString(folder.resolve("SHA256SUMS"), BundleDigest.listing(folder));

        assertThat(BundleStore.openReference(published.location(), published.digest()))
                .isInstanceOf(OpenedReference.Refused.class);
    }

    @Test
    void shouldReadTheReferenceOfABundleWithoutListing() throws IOException {
        var draft = Drafts.draft("1", "model");
        var published = new BundleStore(root).publish(draft);
        Files.delete(Path.of(published.location(), "SHA256SUMS"));

        assertThat(BundleStore.openReference(published.location(), published.digest()))
                .isEqualTo(new OpenedReference.Read(
                        draft.reference(), draft.manifest().features()));
    }

    @Test
    void shouldOpenByUri() throws IOException {
        var published = new BundleStore(root).publish(Drafts.draft("1", "model"));

        assertThat(BundleStore.open(Path.of(published.location()).toUri().toString()))
                .isInstanceOf(Whole.class);
    }

    @Test
    void shouldLeaveNothingBehindButTheVersion() throws IOException {
        new BundleStore(root).publish(Drafts.draft("1", "model"));

        try (var versions = Files.list(root.resolve("fraud-model"))) {
            assertThat(versions)
                    .extracting(path -> path.getFileName().toString())
                    .containsExactly("1");
        }
    }

    @Test
    void shouldAcceptTheSameContentAgain() throws IOException {
        var store = new BundleStore(root);

        assertThat(store.publish(Drafts.draft("1", "model"))).isEqualTo(store.publish(Drafts.draft("1", "model")));
    }

    @Test
    void shouldRefuseToChangeAVersion() throws IOException {
        var store = new BundleStore(root);
        var first = store.publish(Drafts.draft("1", "model"));

        assertThatThrownBy(() -> store.publish(Drafts.draft("1", "other model")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(first.digest())
                .hasMessageContaining("never changes");
        assertThat(BundleStore.open(first.location(), first.digest())).isInstanceOf(Whole.class);
    }

    @Test
    void shouldLetOneWriterWin() throws Exception {
        var store = new BundleStore(root);
        var writers = Executors.newFixedThreadPool(4);
        var attempts = IntStream.range(0, 8)
                .<Callable<String>>mapToObj(i ->
                        () -> store.publish(Drafts.draft("1", "model " + i)).digest())
                .toList();
        try {
            var won = writers.invokeAll(attempts).stream()
                    .filter(BundleStoreTest::succeeded)
                    .count();

            assertThat(won).isOne();
        } finally {
            writers.shutdownNow();
        }
    }

    private static boolean succeeded(java.util.concurrent.Future<String> attempt) {
        try {
            attempt.get();
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    @Test
    void shouldSayThatABundleIsAbsent() {
        assertThat(refusal(root.resolve("fraud-model/7").toString(), "abc").fault())
                .isEqualTo(Fault.ABSENT);
    }

    @Test
    void shouldSayBothDigestsWhenAFileWasChanged() throws IOException {
        var published = new BundleStore(root).publish(Drafts.draft("1", "model"));
        Files.write(Path.of(published.location(), "model.onnx"), new byte[] {1}, StandardOpenOption.APPEND);

        var refused = refusal(published.location(), published.digest());

        assertThat(refused.fault()).isEqualTo(Fault.WRONG_DIGEST);
        assertThat(refused.message())
                .contains(published.digest())
                .contains(BundleDigest.of(Path.of(published.location())));
    }

    @Test
    void shouldNameEveryProblemOfAManifest() throws IOException {
        var published = new BundleStore(root).publish(Drafts.draft("1", "model"));
        var manifest = Path.of(published.location(), "manifest.yaml");
        var text = Files.readString(manifest)
                .replace("type: double", "type: decimal")
                .replace("score:", "scroe:");
        Files.write(manifest, text.getBytes(UTF_8));

        var refused = (Refused) BundleStore.open(published.location());

        assertThat(refused.fault()).isEqualTo(Fault.CORRUPT);
        assertThat(refused.message())
                .contains("manifest.yaml:7: features[0].type: 'decimal' is not one of")
                .contains("output: names neither a score nor a label")
                .contains("output.scroe: is an unknown key; did you mean 'score'?")
                .doesNotContain("\n");
    }

    @Test
    void shouldSayThatAFileIsMissing() throws IOException {
        var published = new BundleStore(root).publish(Drafts.draft("1", "model"));
        Files.delete(Path.of(published.location(), "model.onnx"));

        assertThat(((Refused) BundleStore.open(published.location())).message()).contains("model.onnx is missing");
    }

    @Test
    void shouldSayThatAProfileIsCorrupt() throws IOException {
        var published = new BundleStore(root).publish(Drafts.draft("1", "model"));
        Files.writeString(Path.of(published.location(), "reference.json"), "{}");

        assertThat(((Refused) BundleStore.open(published.location())).fault()).isEqualTo(Fault.CORRUPT);
    }

    private static Refused refusal(String location, String digest) {
        return (Refused) BundleStore.open(location, digest);
    }
}
