package io.sluicegate.launcher.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints the story: one line for each event, and on a terminal one live line below that is updated in place. */
public final class Narrator {
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);
    private static final String ERASE_LINE = "\r\033[K";

    private final PrintStream out;
    private final boolean terminal;
    private final DemoReport account;
    private Duration lastPlain = Duration.ZERO;

    public Narrator(PrintStream out, boolean terminal, DemoReport account) {
        this.out = out;
        this.terminal = terminal;
        this.account = account;
    }

    /** Prints a permanent line. */
    public synchronized void say(String line) {
        out.println((terminal ? ERASE_LINE : "") + time() + line);
        out.flush();
    }

    /** Prints a line without its time, for lists. */
    public synchronized void list(String line) {
        out.println((terminal ? ERASE_LINE : "") + line);
        out.flush();
    }

    /** Prints the heading of a chapter. */
    public synchronized void chapter(String title) {
        out.println((terminal ? ERASE_LINE : "") + "\n" + (terminal ? "\033[1m" + title + "\033[0m" : title));
        out.flush();
    }

    /** Shows the current figures: updated in place on a terminal, otherwise printed every few seconds. */
    public synchronized void live(String figures) {
        if (terminal) {
            out.print(ERASE_LINE + time() + figures);
        } else if (account.elapsed().minus(lastPlain).compareTo(PLAIN_INTERVAL) >= 0) {
            lastPlain = account.elapsed();
            out.println(time() + figures);
        }
        out.flush();
    }

    private String time() {
        return String.format(Locale.ROOT, "%6.1f s  ", account.elapsed().toMillis() / 1000.0);
    }
}
