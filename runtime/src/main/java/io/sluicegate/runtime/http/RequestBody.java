package io.sluicegate.runtime.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of a request, read within limits of size and time. Only as much memory is used as has arrived, whatever the request's
 * headers say.
 */
public final class RequestBody {
    private static final Logger LOG = LoggerFactory.getLogger(RequestBody.class);
    private static final int TOO_LARGE = 413;
    private static final int TOO_SLOW = 408;
    private static final int BAD_REQUEST = 400;
    private static final int AT_FIRST = 1 << 16;

    private final InputStream in;
    private final int most;
    private final long deadline;
    private final EndPoint connection;

    private RequestBody(InputStream in, int most, long deadline, EndPoint connection) {
        this.in = in;
        this.most = most;
        this.deadline = deadline;
        this.connection = connection;
    }

    /** Thrown when a body can't be read: an HTTP status, and why. The connection is of no more use. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;

        Unreadable(int status, String message) {
            super(message, null, false, false);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /**
     * Reads the whole body.
     *
     * @param most most bytes
     * @param deadline by when the body must have come, in the time of {@link System#nanoTime()}
     */
    public static byte[] read(Context request, int most, long deadline) throws Unreadable {
        var announced = request.req().getContentLengthLong();
        if (announced > most) {
            throw tooLarge(most);
        }
        var connection = connection(request);
        var idle = connection.getIdleTimeout();
        try {
            return new RequestBody(request.req().getInputStream(), most, deadline, connection).read(announced);
        } catch (IOException e) {
            throw new Unreadable(BAD_REQUEST, "the request's body ended early");
        } finally {
            connection.setIdleTimeout(idle);
        }
    }

    /**
     * Reads what the client still sends and throws it away. A client that sends its whole body before it reads the answer would
     * otherwise find its connection closed, and lose the answer. Call it after the answer is flushed: a client that looks for an
     * answer while it sends then stops.
     *
     * @param most most bytes to read; a client that sends more loses its connection
     * @param deadline until when to read, in the time of {@link System#nanoTime()}
     */
    public static void discard(Context request, long most, long deadline) {
        var connection = connection(request);
        var idle = connection.getIdleTimeout();
        try {
            var body = new RequestBody(request.req().getInputStream(), AT_FIRST, deadline, connection);
            var bytes = new byte[AT_FIRST];
            for (long read = 0, count; read <= most && (count = body.next(bytes, 0)) >= 0; read += count) {}
        } catch (IOException | Unreadable e) {
            LOG.atDebug().addKeyValue("path", request.path()).setCause(e).log("client sent no more after its answer");
        } finally {
            connection.setIdleTimeout(idle);
        }
    }

    private static EndPoint connection(Context request) {
        return ServletContextRequest.getServletContextRequest(request.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    }

    private byte[] read(long announced) throws IOException, Unreadable {
        var bytes = new byte[announced < 0 ? AT_FIRST : (int) Math.min(announced + 1, AT_FIRST)];
        var filled = 0;
        for (int count; (count = next(bytes, filled)) >= 0; ) {
            filled += count;
            if (filled > most) {
                throw tooLarge(most);
            }
            if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(2L * filled, most + 1L));
            }
        }
        return Arrays.copyOf(bytes, filled);
    }

    /** Reads some bytes; -1 at the end. A blocked read ends at the deadline, because the connection is idle until then. */
    private int next(byte[] into, int from) throws IOException, Unreadable {
        var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw tooSlow(from);
        }
        connection.setIdleTimeout(left);
        try {
            return in.read(into, from, into.length - from);
        } catch (IOException e) {
            if (isTimeout(e)) {
                throw tooSlow(from);
            }
            throw e;
        }
    }

    private static boolean isTimeout(@Nullable Throwable fault) {
        return fault instanceof TimeoutException || (fault != null && isTimeout(fault.getCause()));
    }

    private static Unreadable tooSlow(int bytes) {
        return new Unreadable(TOO_SLOW, "the request's body didn't come in time: " + bytes + " bytes have");
    }

    private static Unreadable tooLarge(int most) {
        return new Unreadable(TOO_LARGE, "the request's body is larger than " + most + " bytes");
    }
}
