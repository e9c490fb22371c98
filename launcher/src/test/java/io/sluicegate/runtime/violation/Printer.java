package io.sluicegate.runtime.violation;

/** Code that prints instead of logging. */
public final class Printer {
    public void print() {
        System.out.println("hello");
    }
}
