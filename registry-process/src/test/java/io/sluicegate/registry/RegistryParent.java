package io.sluicegate.registry;

import java.nio.file.Path;

/** A JVM to be killed while its registry runs: starts one, prints its url, waits. */
final class RegistryParent {

    private RegistryParent() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println(RegistryProcess.start(Path.of(arguments[0])).url());
        Thread.sleep(Long.MAX_VALUE);
    }
}
