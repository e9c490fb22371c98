package io.sluicegate.scorer.execution;

import ai.onnxruntime.OrtException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The one thread that calls a device's sessions. The memory of a GPU grew without end when many threads called several sessions
 * (onnxruntime #29351), and a GPU runs one call after the other anyway.
 */
public final class DeviceThread {
    private static final Map<String, DeviceThread> OF_DEVICE = new ConcurrentHashMap<>();

    private final ExecutorService executor;

    private DeviceThread(String device) {
        executor = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "sluicegate-device-" + device);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The thread of a device, the same for the whole process. */
    public static DeviceThread of(String device) {
        return OF_DEVICE.computeIfAbsent(device, DeviceThread::new);
    }

    /** A call of ONNX Runtime. */
    @FunctionalInterface
    public interface Call<T> {
        T run() throws OrtException;
    }

    /** Runs a call on the device's thread, and waits for its end even if interrupted, because it uses the caller's buffers. */
    public <T> T call(Call<T> call) throws OrtException {
        var running = executor.submit(call::run);
        var interrupted = false;
        try {
            while (true) {
                try {
                    return result(running);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <T> T result(Future<T> running) throws OrtException, InterruptedException {
        try {
            return running.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OrtException fault) {
                throw fault;
            }
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            if (e.getCause() instanceof Error fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
