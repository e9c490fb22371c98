package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** {@code docs/dependencies.md} names each direct dependency of the poms, and no other. */
class DependenciesDocTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+`) \\|");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    @Test
    void shouldNameEachDirectDependencyAndNoOther() throws Exception {
        var documented = ROW.matcher(Files.readString(REPOSITORY.resolve("docs/dependencies.md")))
                .results()
                .flatMap(row -> NAME.matcher(row.group(1)).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        var declared = new TreeSet<String>();
        for (var pom : poms()) {
            artifacts(pom).forEach(declared::add);
        }

        assertThat(declared).contains("kafka-streams", "onnxruntime", "onnxruntime_gpu", "junit-jupiter");
        assertThat(documented).isEqualTo(declared);
    }

    private static Iterable<Path> poms() throws IOException {
        var modules = MODULE.matcher(Files.readString(REPOSITORY.resolve("pom.xml")))
                .results()
                .map((MatchResult module) -> module.group(1))
                .toList();
        return Stream.concat(Stream.of("."), modules.stream())
                .map(module -> REPOSITORY.resolve(module).resolve("pom.xml"))
                .toList();
    }

    /** Other people's artifacts that the project itself, not a plugin, depends on. */
    private static Stream<String> artifacts(Path pom) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
        var dependencies = document.getElementsByTagName("dependency");
        return IntStream.range(0, dependencies.getLength())
                .mapToObj(i -> (Element) dependencies.item(i))
                .filter(dependency -> dependency.getParentNode().getParentNode().equals(document.getDocumentElement()))
                .filter(dependency -> !text(dependency, "groupId").equals("io.sluicegate"))
                .flatMap(dependency -> named(text(dependency, "artifactId")));
    }

    /** The artifacts that a name in a pom stands for: more than one where a profile sets the property that it is. */
    private static Stream<String> named(String name) {
        if (!name.startsWith("${")) {
            return Stream.of(name);
        }
        var property = Pattern.quote(name.substring(2, name.length() - 1));
        try {
            var root = Files.readString(REPOSITORY.resolve("pom.xml"));
            return Pattern.compile("<" + property + ">([^<]+)<")
                    .matcher(root)
                    .results()
                    .map(value -> value.group(1))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Element dependency, String tag) {
        return dependency.getElementsByTagName(tag).item(0).getTextContent().strip();
    }
}
