package io.sluicegate.pipeline.config;

import io.sluicegate.pipeline.config.ExecutionSettings.Options;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the keys of {@code model} that say what runs the model. */
final class ExecutionSection {
    private static final int HIGHEST_DEVICE = 255;
    private static final int MOST_THREADS = 256;
    private static final Pattern DEVICES = Pattern.compile("[A-Za-z][A-Za-z0-9_.:,-]*");

    static final Setting<ExecutionProvider> PROVIDERS = Setting.of(
                    "providers",
                    ConfigType.oneOf(
                            ExecutionProvider.class,
                            Map.of("gpu", ExecutionProvider.CUDA, "directml", ExecutionProvider.DML)),
                    "execution providers of ONNX Runtime, in order of preference; later ones also run the parts of a model that"
                            + " earlier ones can't: see [providers](operations.md#providers)")
            .otherwiseAs("`[cpu]`")
            .listed();
    static final Setting<Boolean> FALLBACK = Setting.of(
                    "provider-fallback",
                    ConfigType.flag(),
                    "whether a version may run on a later provider of the list where the first one can't run it; if not, the version"
                            + " is refused")
            .otherwise(true);
    static final Setting<Long> THREADS = Setting.of(
                    "threads",
                    ConfigType.integer(1, MOST_THREADS),
                    "threads that ONNX Runtime may use for one call of the model on the CPU; each loaded version has its own")
            .otherwise(1L)
            .in("threads");

    static final Setting<EngineWish> ENGINE = Setting.of(
                    "engine",
                    ConfigType.oneOf(EngineWish.class),
                    "what computes the answers: with `auto`, trees that are compiled for the JVM where they give the same bits as ONNX"
                            + " Runtime and are faster here; with `onnxruntime`, ONNX Runtime alone. See"
                            + " [forests](bring-a-model.md#how-forests-run)")
            .otherwise(EngineWish.AUTO);

    private static final Setting<Long> DEVICE = Setting.of(
                    "device", ConfigType.integer(0, HIGHEST_DEVICE), "number of the device")
            .otherwise(0L);
    private static final Setting<String> DEVICE_NAME = Setting.of(
                    "device",
                    ConfigType.text(DEVICES, "the name of a device, such as CPU, GPU or GPU.1", "GPU"),
                    "name of the device")
            .otherwise("CPU");
    private static final Setting<Long> MEMORY = Setting.of(
                    "memory-limit",
                    ConfigType.bytes(),
                    "the most memory of the device that a loaded version may take for its tensors")
            .otherwiseAs("none")
            .in("KiB, MiB, GiB");
    private static final Setting<Boolean> FP16 = Setting.of(
                    "fp16",
                    ConfigType.flag(),
                    "whether it may compute in float16: faster, and the answers differ; the golden vectors' tolerance must allow for it")
            .otherwise(false);
    private static final Setting<Boolean> TF32 = Setting.of(
                    "tf32",
                    ConfigType.flag(),
                    "whether it may round the factors of matrix products to TensorFloat-32: faster, and the answers differ")
            .otherwise(false);
    private static final Setting<Long> BATCH = Setting.of(
                    "batch", ConfigType.integer(1, 4096), "maximum rows in one call on this provider")
            .otherwiseAs("`model.batch`")
            .in("rows");

    private static final Map<ExecutionProvider, Section> OF_PROVIDER = sections();

    static final Section OPTIONS = Section.of(
            "provider-options",
            "Options of each execution provider, for those that `model.providers` names.",
            OF_PROVIDER.values().toArray(ConfigKey[]::new));

    private ExecutionSection() {}

    private static Map<ExecutionProvider, Section> sections() {
        var sections = new EnumMap<ExecutionProvider, Section>(ExecutionProvider.class);
        sections.put(
                ExecutionProvider.TENSORRT,
                Section.of("tensorrt", "Options of TensorRT.", DEVICE, MEMORY, FP16, BATCH));
        sections.put(ExecutionProvider.CUDA, Section.of("cuda", "Options of CUDA.", DEVICE, MEMORY, TF32, BATCH));
        sections.put(ExecutionProvider.COREML, Section.of("coreml", "Options of CoreML.", BATCH));
        sections.put(ExecutionProvider.DML, Section.of("dml", "Options of DirectML.", DEVICE, BATCH));
        sections.put(ExecutionProvider.OPENVINO, Section.of("openvino", "Options of OpenVINO.", DEVICE_NAME, BATCH));
        sections.put(ExecutionProvider.XNNPACK, Section.of("xnnpack", "Options of XNNPACK.", BATCH));
        return sections;
    }

    /** @param model the section {@code model} */
    static ExecutionSettings read(ConfigNode model) {
        long threads = model.get(THREADS);
        return new ExecutionSettings(
                providers(model), model.get(FALLBACK), options(model.at(OPTIONS)), (int) threads, model.get(ENGINE));
    }

    private static List<ExecutionProvider> providers(ConfigNode model) {
        var providers = model.list(PROVIDERS);
        var node = model.at(PROVIDERS);
        if (providers.isEmpty()) {
            if (node.present() && node.isAllSound()) {
                node.problem(
                        "has no provider", "write for example [cuda, cpu], or leave the key out for the CPU alone");
            }
            return ExecutionSettings.CPU.providers();
        }
        if (node.isAllSound() && new HashSet<>(providers).size() < providers.size()) {
            node.problem("names a provider twice", "name each once, the preferred one first");
        }
        return providers;
    }

    private static Map<ExecutionProvider, Options> options(ConfigNode node) {
        return OF_PROVIDER.entrySet().stream()
                .filter(of -> node.at(of.getValue()).present())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, of -> options(of.getKey(), of.getValue(), node.at(of.getValue()))));
    }

    private static Options options(ExecutionProvider provider, Section section, ConfigNode node) {
        return new Options(
                device(provider, section, node),
                has(section, MEMORY) ? limit(node) : OptionalLong.empty(),
                has(section, FP16) && node.get(FP16),
                has(section, TF32) && node.get(TF32),
                node.find(BATCH).map(rows -> OptionalInt.of(rows.intValue())).orElseGet(OptionalInt::empty));
    }

    private static String device(ExecutionProvider provider, Section section, ConfigNode node) {
        if (has(section, DEVICE_NAME)) {
            return node.get(DEVICE_NAME);
        }
        return has(section, DEVICE)
                ? node.get(DEVICE).toString()
                : Options.none(provider).device();
    }

    private static OptionalLong limit(ConfigNode node) {
        return node.find(MEMORY).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private static boolean has(Section section, Setting<?> setting) {
        return section.keys().contains(setting);
    }
}
