package io.sluicegate.bundle;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sluicegate.bundle.Opened.Whole;
import io.sluicegate.bundle.onnx.OnnxMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightFilesTest {
    @TempDir
    private Path folder;

    private Path own;

    @BeforeEach
    void makeFolder() throws IOException {
        own = Files.createDirectories(folder.resolve("own"));
        Files.createDirectories(own.resolve("sub"));
        for (var name : List.of("own/weights.bin", "own/sub/more.bin", "secret.bin", "own/*/_ORT_MEM_ADDR_/*")) {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[] {1, 2, 3, 4});
        }
        Files.createSymbolicLink(own.resolve("in.bin"), own.resolve("weights.bin"));
        Files.createSymbolicLink(own.resolve("out.bin"), folder.resolve("secret.bin"));
        Files.createSymbolicLink(own.resolve("away"), folder);
    }

    @Test
    void shouldFindTheFilesOfWeightsWhereverAModelNamesThem() throws IOException {
        var body = GraphProto.newBuilder().addInitializer(external("in a body"));
        var function = FunctionProto.newBuilder()
                .addNode(NodeProto.newBuilder()
                        .addAttribute(AttributeProto.newBuilder().setT(external("in a function"))));
        var model = ModelProto.newBuilder()
                .setIrVersion(8)
                .addFunctions(function)
                .setGraph(GraphProto.newBuilder()
                        .addInitializer(external("in the graph"))
                        .addSparseInitializer(SparseTensorProto.newBuilder()
                                .setValues(external("sparse values"))
                                .setIndices(external("sparse places")))
                        .addNode(NodeProto.newBuilder()
                                .setOpType("If")
                                .addAttribute(AttributeProto.newBuilder().setG(body))
                                .addAttribute(AttributeProto.newBuilder()
                                        .addTensors(external("in a list"))
                                        .addGraphs(GraphProto.newBuilder()
                                                .addNode(NodeProto.newBuilder()
                                                        .addAttribute(AttributeProto.newBuilder()
                                                                .setT(external("deep down"))))))));

        assertThat(WeightFiles.named(write(model.build().toByteArray())))
                .containsExactly(
                        "deep down",
                        "in a body",
                        "in a function",
                        "in a list",
                        "in the graph",
                        "sparse places",
                        "sparse values");
    }

    private static TensorProto external(String file) {
        return TensorProto.newBuilder()
                .addDims(1)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("offset").setValue("0"))
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(file))
                .build();
    }

    @ParameterizedTest
    @CsvSource({"weights.bin", "sub/more.bin", "./weights.bin", "in.bin"})
    void shouldTakeFilesOfTheModelsFolder(String name) throws IOException {
        assertThat(WeightFiles.of(naming(name)).get(name)).hasBinaryContent(new byte[] {1, 2, 3, 4});
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/passwd, leads out of the model's folder",
        "../secret.bin, leads out of the model's folder",
        "sub/../../secret.bin, leads out of the model's folder",
        "sub/../weights.bin, leads out of the model's folder",
        "out.bin, is a link that leads out of the model's folder",
        "away/secret.bin, is a link that leads out of the model's folder",
        "nowhere.bin, isn't there",
        "sub, isn't there",
        "'', is no name of a file",
        "*/_ORT_MEM_ADDR_/*, is an address in memory",
    })
    void shouldRefuseAnythingElse(String name, String why) throws IOException {
        var model = naming(name);

        assertThatThrownBy(() -> WeightFiles.of(model))
                .isInstanceOf(WeightFiles.Outside.class)
                .hasMessageContaining("'" + name + "' ")
                .hasMessageContaining(why)
                .hasMessageContaining("must lie in the folder of the model's own file");
    }

    @Test
    void shouldRefuseANameWithControlCharacters() throws IOException {
        var model = naming("a\nb\0");

        assertThatThrownBy(() -> WeightFiles.of(model)).hasMessageContaining("'a?b?' is no name of a file");
    }

    @Test
    void shouldRefuseWhatIsNestedWithoutEnd() throws IOException {
        var inner = GraphProto.getDefaultInstance();
        for (var i = 0; i < 100; i++) {
            inner = GraphProto.newBuilder()
                    .addNode(NodeProto.newBuilder()
                            .addAttribute(AttributeProto.newBuilder().setG(inner)))
                    .build();
        }
        var model = write(ModelProto.newBuilder().setGraph(inner).build().toByteArray());

        assertThatThrownBy(() -> WeightFiles.named(model))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nested more than 100 deep");
    }

    @Test
    void shouldLeaveFilesInTheRuntimesOwnFormatToTheRuntime() throws IOException {
        assertThat(WeightFiles.of(write("....ORTM and more".getBytes(java.nio.charset.StandardCharsets.US_ASCII))))
                .isEmpty();
    }

    @Test
    void shouldBePartOfTheBundleAndOfItsDigest() throws IOException {
        var model = naming("sub/more.bin");
        var draft = draft(model);
        var store = new BundleStore(folder.resolve("store"));

        var published = store.publish(draft);

        var bundle = ((Whole) BundleStore.open(published.location(), published.digest())).bundle();
        assertThat(WeightFiles.of(bundle.model()).get("sub/more.bin")).hasBinaryContent(new byte[] {1, 2, 3, 4});
        assertThat(bundle.folder().resolve(BundleDigest.LISTING)).content().contains("  sub/more.bin\n");

        Files.write(own.resolve("sub/more.bin"), new byte[] {1, 2, 3, 5});
        assertThatThrownBy(() -> store.publish(draft(model)))
                .hasMessageContaining("is published with digest " + published.digest());

        Files.write(bundle.folder().resolve("sub/more.bin"), new byte[] {9});
        assertThat(BundleStore.open(published.location(), published.digest()))
                .isInstanceOfSatisfying(Opened.Refused.class, refused -> assertThat(refused.fault())
                        .isEqualTo(Opened.Fault.WRONG_DIGEST));
    }

    @Test
    void shouldNotHaveTheNameOfAnotherFileOfTheBundle() throws IOException {
        Files.write(own.resolve("golden.json"), new byte[] {1});
        var model = naming("./golden.json");

        assertThatThrownBy(() -> draft(model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keeps weights in './golden.json'");
    }

    private static BundleDraft draft(Path model) throws IOException {
        return new BundleDraft(Drafts.manifest("1"), Files.readAllBytes(model), Drafts.reference(), Drafts.golden())
                .withWeightsOf(model);
    }

    private Path naming(String file) throws IOException {
        return write(new OnnxMaker()
                .input("x", FLOAT32, ANY, 1)
                .externalWeights("w", file, 1, 1)
                .node("MatMul", List.of("x", "w"), List.of("y"))
                .output("y", FLOAT32, ANY, 1)
                .make());
    }

    private Path write(byte[] model) throws IOException {
        return Files.write(own.resolve("model.onnx"), model);
    }
}
