package io.sluicegate.launcher.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.pipeline.catalogue.RecordLimits;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The lines of a text in UTF-8 that aren't blank, with their numbers. */
final class Lines implements Closeable {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int BUFFER = 1 << 16;

    private final String name;
    private final InputStream in;
    private final long size;
    private final AtomicLong read = new AtomicLong(); // progress asks from another thread
    private long number;
    private @Nullable Line waiting;

    /**
     * A line.
     *
     * @param flaw why the text isn't that of the line; empty if it is
     */
    record Line(long number, String text, String flaw) {
        boolean isWhole() {
            return flaw.isEmpty();
        }
    }

    /** @param size the bytes of the whole text; 0 where nobody knows */
    Lines(String name, InputStream in, long size) {
        this.name = name;
        this.in = new BufferedInputStream(in, BUFFER);
        this.size = size;
    }

    static Lines open(Path file) throws IOException {
        if (file.toString().equals(Rows.STANDARD_INPUT)) {
            return new Lines("standard input", System.in, 0);
        }
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw new CommandFailed(Message.INPUT_MISSING, file);
        }
        return new Lines(file.toString(), Files.newInputStream(file), Files.size(file));
    }

    String name() {
        return name;
    }

    OptionalDouble progress() {
        return size == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1.0, (double) read.get() / size));
    }

    /** The next line, which stays the next. */
    @Nullable
    Line peek() throws IOException {
        if (waiting == null) {
            waiting = next();
        }
        return waiting;
    }

    /** The next line that isn't blank; null after the last. */
    @Nullable
    Line next() throws IOException {
        var line = waiting;
        waiting = null;
        while (line == null || (line.isWhole() && line.text().isBlank())) {
            line = following();
            if (line == null) {
                return null;
            }
        }
        return line;
    }

    /** The next line, be it blank; null after the last. */
    @Nullable
    Line following() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var next = in.read();
        if (next < 0) {
            return null;
        }
        number++;
        var length = 0;
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (++length <= RecordLimits.WRITTEN) {
                bytes.write(next);
            }
        }
        read.addAndGet(length + 1L);
        return length > RecordLimits.WRITTEN
                ? new Line(number, "", "the line has more than " + RecordLimits.WRITTEN + " bytes")
                : decoded(bytes.toByteArray());
    }

    private Line decoded(byte[] bytes) {
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            text = number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            return new Line(number, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, "");
        } catch (CharacterCodingException e) {
            return new Line(number, "", "the line isn't UTF-8: save the file in that encoding");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
