package io.sluicegate.runtime.service;

/** A service that does nothing, to be run as a process. */
final class IdleMain {
    private IdleMain() {}

    public static void main(String[] arguments) {
        ServiceRunner.main(arguments, context -> new Stage() {
            @Override
            public String name() {
                return "idle";
            }

            @Override
            public String pipeline() {
                return context.config().pipeline();
            }

            @Override
            public void start() {}

            @Override
            public Readiness readiness() {
                return Readiness.ready();
            }

            @Override
            public void close() {
                System.out.println("idle drained");
            }
        });
    }
}
