package io.sluicegate.launcher.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results in the XML of JUnit, which build servers show. */
final class JUnitReport {
    private static final double NANOS = 1e9;
    private static final Pattern NOT_IN_XML =
            Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private JUnitReport() {}

    static void write(Path file, List<CaseResult> results) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            var suites = results.stream()
                    .collect(Collectors.groupingBy(it -> it.suite().name(), LinkedHashMap::new, Collectors.toList()));
            for (var suite : suites.entrySet()) {
                write(xml, suite.getKey(), suite.getValue());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static void write(XMLStreamWriter xml, String suite, List<CaseResult> results) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", text(suite));
        xml.writeAttribute("tests", Integer.toString(results.size()));
        xml.writeAttribute(
                "failures",
                count(results.stream().filter(it -> !it.differences().isEmpty()).count()));
        xml.writeAttribute(
                "errors",
                count(results.stream().filter(it -> it.error().isPresent()).count()));
        xml.writeAttribute(
                "time", seconds(results.stream().map(CaseResult::taken).reduce(Duration.ZERO, Duration::plus)));
        for (var result : results) {
            write(xml, result);
        }
        xml.writeEndElement();
    }

    private static void write(XMLStreamWriter xml, CaseResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "sluicegate." + result.suite().name());
        xml.writeAttribute("name", text(result.of().name()));
        xml.writeAttribute("time", seconds(result.taken()));
        if (result.error().isPresent()) {
            write(xml, "error", result.error().get(), result.error().get());
        } else if (!result.differences().isEmpty()) {
            var first = result.differences().get(0);
            write(
                    xml,
                    "failure",
                    first.where() + ": expected " + first.expected() + ", found " + first.found(),
                    String.join("\n", CaseText.differences(result.differences())));
        }
        xml.writeEndElement();
    }

    private static void write(XMLStreamWriter xml, String element, String message, String text)
            throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", text(message));
        xml.writeCharacters(text(text));
        xml.writeEndElement();
    }

    /** The text with a mark for each character that XML can't have. */
    private static String text(String text) {
        return NOT_IN_XML.matcher(text).replaceAll("\uFFFD");
    }

    private static String count(long count) {
        return Long.toString(count);
    }

    private static String seconds(Duration taken) {
        return String.format(Locale.ROOT, "%.3f", taken.toNanos() / NANOS);
    }
}
