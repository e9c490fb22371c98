package io.sluicegate.launcher.doctor;

import io.sluicegate.runtime.http.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a check found at one place.
 *
 * @param where the place: an address, a topic, a folder, a key of the pipeline's file
 * @param what what is there
 * @param remedy what to do; empty where nothing is to be done
 */
record Finding(State state, String where, String what, String remedy) {

    /** How bad it is, from good to bad. */
    enum State {
        OK,
        /** Nobody can tell from here. */
        UNKNOWN,
        /** The pipeline works, but not as well or as safely as it should. */
        WARNING,
        /** The pipeline doesn't work, or loses something. */
        PROBLEM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String where, String what) {
        return new Finding(State.OK, where, what, "");
    }

    static Finding unknown(String where, String what, String remedy) {
        return new Finding(State.UNKNOWN, where, what, remedy);
    }

    static Finding warning(String where, String what, String remedy) {
        return new Finding(State.WARNING, where, what, remedy);
    }

    static Finding problem(String where, String what, String remedy) {
        return new Finding(State.PROBLEM, where, what, remedy);
    }

    /** The worst state of the findings. */
    static State worst(List<Finding> findings) {
        return findings.stream()
                .map(Finding::state)
                .max(Comparator.naturalOrder())
                .orElse(State.OK);
    }

    Map<String, Object> json() {
        return Json.object("state", state, "where", where, "what", what, "remedy", remedy);
    }
}
