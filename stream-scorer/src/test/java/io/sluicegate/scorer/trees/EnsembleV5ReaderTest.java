package io.sluicegate.scorer.trees;

import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static io.sluicegate.bundle.onnx.OnnxMaker.UINT8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sluicegate.bundle.onnx.OnnxMaker;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnsembleV5ReaderTest {
    private static final double MEMBER = 6;

    /** One node that asks for membership in a set, with a leaf on either side. */
    private static CompiledEnsemble memberOf(double... set) throws Exception {
        var members = new double[set.length + 1];
        System.arraycopy(set, 0, members, 0, set.length);
        members[set.length] = Double.NaN;
        var model = new OnnxMaker()
                .input("x", FLOAT32, OnnxMaker.ANY, 1)
                .mlOpset(5)
                .ml(
                        "TreeEnsemble",
                        List.of("x"),
                        List.of("y"),
                        "n_targets",
                        1,
                        "tree_roots",
                        new long[] {0},
                        "nodes_modes",
                        OnnxMaker.list(UINT8, MEMBER),
                        "nodes_featureids",
                        new long[] {0},
                        "nodes_splits",
                        OnnxMaker.list(FLOAT32, 0),
                        "nodes_truenodeids",
                        new long[] {0},
                        "nodes_falsenodeids",
                        new long[] {1},
                        "nodes_trueleafs",
                        new long[] {1},
                        "nodes_falseleafs",
                        new long[] {1},
                        "membership_values",
                        OnnxMaker.list(FLOAT32, members),
                        "leaf_targetids",
                        new long[] {0, 0},
                        "leaf_weights",
                        OnnxMaker.list(FLOAT32, 1, 2))
                .output("y", FLOAT32, OnnxMaker.ANY, 1)
                .make();
        return CompiledEnsemble.of(ModelProto.parseFrom(model).getGraph().getNode(0), false, 1);
    }

    @Test
    void shouldRefuseSets() {
        assertThatThrownBy(() -> memberOf(3, 7))
                .isInstanceOf(NotCompilable.class)
                .hasMessage("a node asks for membership in a set");
    }
}
