package io.sluicegate.launcher.project;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;

/** Questions to a person at a terminal, each with a proposal that Enter takes. */
@FunctionalInterface
interface Questions {

    /** The answer; the proposal if the person gives none. */
    String ask(String question, String proposal);

    /** Questions on a terminal. */
    static Questions on(PrintStream out, BufferedReader in) {
        return (question, proposal) -> {
            out.print(question + (proposal.isEmpty() ? ": " : " [" + proposal + "]: "));
            out.flush();
            try {
                var answer = in.readLine();
                return answer == null || answer.isBlank() ? proposal : answer.strip();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /**
     * Questions to whoever sits before this process; proposals are taken where nobody does. From JDK 22 on there always is a console; then
     * the end of the input takes the proposals.
     */
    @SuppressWarnings("SystemConsoleNull")
    static Questions standard() {
        var isAtTerminal = Boolean.getBoolean("sluicegate.terminal") && System.console() != null;
        return isAtTerminal
                ? on(System.out, new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())))
                : nobody();
    }

    /** Nobody is there to ask. */
    static Questions nobody() {
        return (question, proposal) -> proposal;
    }
}
