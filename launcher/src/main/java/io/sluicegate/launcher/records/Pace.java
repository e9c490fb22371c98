package io.sluicegate.launcher.records;

import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.time.Duration;
import java.util.regex.Pattern;

/** A schedule: when each record is due, counted from the first one. */
sealed interface Pace {
    double NANOS = 1e9;

    /**
     * The nanoseconds from the first record until this one is due; not above zero if it is due at once.
     *
     * @param index how many records come before it
     * @param sinceFirst the time from the first record's event to this one's
     */
    long due(long index, Duration sinceFirst);

    /** Every record is due at once. */
    record AtOnce() implements Pace {
        @Override
        public long due(long index, Duration sinceFirst) {
            return 0;
        }
    }

    /** So many records a second, evenly. */
    record Rate(double perSecond) implements Pace {
        @Override
        public long due(long index, Duration sinceFirst) {
            return (long) (index / perSecond * NANOS);
        }
    }

    /** As the events happened, so many times faster. */
    record Speed(double factor) implements Pace {
        private static final Pattern WRITTEN = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)x?");

        /** The speed that a text such as 60x names. */
        static Speed of(String text) {
            var written = WRITTEN.matcher(text);
            if (!written.matches() || Double.parseDouble(written.group(1)) == 0) {
                throw new CommandFailed(Message.SPEED_WRONG, text);
            }
            return new Speed(Double.parseDouble(written.group(1)));
        }

        @Override
        public long due(long index, Duration sinceFirst) {
            return (long) (sinceFirst.toMillis() / factor * (NANOS / 1_000));
        }
    }
}
