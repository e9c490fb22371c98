package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A program in {@code examples/clients}. Python and Go run with what Debian 12 packages: confluent-kafka 1.7 with Apache's avro in place of
 * fastavro, and confluent-kafka-go 0.11 under the import paths of today. A program that this system can't run leaves its test skipped.
 */
enum ClientProgram {
    JAVA("java/PaymentClient.java", "Java", "java"),
    PYTHON("python/payment_client.py", "Python", "python"),
    GO("go/main.go", "Go", "go"),
    KCAT("kcat/payment.sh", "kcat", "bash");

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Path GO_PACKAGES = Path.of("/usr/share/gocode/src/github.com");
    private static final long BUILD_SECONDS = 300;

    private final String path;
    private final String section;
    private final String language;

    ClientProgram(String path, String section, String language) {
        this.path = path;
        this.section = section;
        this.language = language;
    }

    String text() throws IOException {
        return Files.readString(file());
    }

    /** The heading in docs/clients.md below which the program is shown. */
    String section() {
        return section;
    }

    /** The language of the program's block there. */
    String language() {
        return language;
    }

    /** The command line that runs the program, but for its arguments. */
    String command(Path folder) throws Exception {
        return switch (this) {
            case JAVA -> java();
            case PYTHON -> python(folder);
            case GO -> go(folder);
            case KCAT -> kcat();
        };
    }

    private String java() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        return "env CLASSPATH='" + System.getProperty("java.class.path") + "' " + java + " " + file();
    }

    private String python(Path folder) throws Exception {
        var adapter = CHECKOUT.resolve("launcher/src/test/resources/python");
        for (var python : new String[] {"python3", "/usr/bin/python3"}) {
            for (var path : new String[] {"", adapter.toString()}) {
                var command = "env PYTHONPATH='" + path + "' " + python + " ";
                if (succeeds(folder, command + "-c 'import confluent_kafka.schema_registry.avro'")) {
                    return command + file();
                }
            }
        }
        return skip("no confluent-kafka for Python: install it with its extras avro and schemaregistry, or Debian's"
                + " python3-confluent-kafka, python3-avro and python3-requests, to test Sluicegate with it");
    }

    private String go(Path folder) throws Exception {
        Tools.need("go", "gcc", "pkg-config");
        var gopath = CHECKOUT.resolve("launcher/target/go");
        for (var each : new String[] {"confluentinc/confluent-kafka-go", "linkedin/goavro"}) {
            assumeTrue(
                    Files.isDirectory(GO_PACKAGES.resolve(each)),
                    "no " + each + " in " + GO_PACKAGES
                            + ": install Debian's golang-github-confluentinc-confluent-kafka-go-dev and golang-github-linkedin-goavro-dev");
            link(gopath.resolve("src/github.com").resolve(each).resolve("v2"), GO_PACKAGES.resolve(each));
        }
        var program = folder.resolve("payment");
        var build = shell(folder, Map.of("GO111MODULE", "off", "GOPATH", gopath + ":/usr/share/gocode"))
                .start("go build -o " + program + " " + file());
        assertThat(build.exitCode(BUILD_SECONDS)).as(build.printed()).isZero();
        return program.toString();
    }

    private String kcat() {
        Tools.need("kcat");
        return file().toString();
    }

    private static void link(Path link, Path target) throws Exception {
        Files.createDirectories(link.getParent());
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, target);
        }
    }

    private static boolean succeeds(Path folder, String command) throws Exception {
        return shell(folder, Map.of()).start(command).exitCode(BUILD_SECONDS) == 0;
    }

    private static Shell shell(Path folder, Map<String, String> environment) {
        return new Shell(CHECKOUT, folder, environment);
    }

    private static String skip(String reason) {
        assumeTrue(false, reason);
        return reason;
    }

    private Path file() {
        return CHECKOUT.resolve("examples/clients").resolve(path);
    }

    /** The program's path below {@code examples/clients}. */
    @Override
    public String toString() {
        return path;
    }
}
