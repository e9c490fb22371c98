package io.sluicegate.runtime.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process that does as it is told. */
final class Child {
    private static final int PART = 8 << 20;

    private Child() {}

    static ProcessBuilder told(String... arguments) {
        var main = new ArrayList<String>();
        main.add(Child.class.getName());
        main.addAll(List.of(arguments));
        return new ProcessBuilder(
                JavaCommand.line(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), main));
    }

    public static void main(String[] arguments) throws Exception {
        Lifeline.hold();
        switch (arguments[0]) {
            case "print" -> System.out.println("x".repeat(200_000) + "the end");
            case "exit" -> System.exit(Integer.parseInt(arguments[1]));
            case "kill" ->
                new ProcessBuilder(
                                "kill",
                                "-" + arguments[1],
                                "" + ProcessHandle.current().pid())
                        .start()
                        .waitFor();
            case "eat" -> eat();
            case "parent" -> {
                System.out.println(ProcessHandle.current().pid());
                System.out.println(BoundedProcess.run(told("wait"), Duration.ofMinutes(5), Long.MAX_VALUE));
            }
            default -> Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }

    private static void eat() {
        var eaten = new ArrayList<byte[]>();
        while (eaten.size() < 48) {
            eaten.add(new byte[PART]);
        }
        System.out.println("full");
    }
}
