package io.sluicegate.runtime.service;

import java.util.concurrent.CountDownLatch;

/** A service that never drains, to be run as a process. */
final class StuckMain {
    private StuckMain() {}

    public static void main(String[] arguments) {
        ServiceRunner.main(arguments, context -> new Stage() {
            @Override
            public String name() {
                return "stuck";
            }

            @Override
            public String pipeline() {
                return context.config().pipeline();
            }

            @Override
            public void start() {
                System.out.println("stuck started");
            }

            @Override
            public Readiness readiness() {
                return Readiness.ready();
            }

            @Override
            public void close() {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }
}
