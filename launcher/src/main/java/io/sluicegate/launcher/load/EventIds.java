package io.sluicegate.launcher.load;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Which event an id belongs to. */
sealed interface EventIds {

    /** The event's number, or empty if the id isn't known, or not yet. */
    OptionalInt number(String id);

    /**
     * Ids that the load gives to its events: a prefix and the number.
     *
     * @param prefix what no other load has
     */
    record Given(String prefix) implements EventIds {
        private static final long SECOND = 1_000;

        /**
         * The ids of a load that begins now.
         *
         * @param millis the time
         * @param areNumbers whether the ids have to be whole numbers
         */
        static Given begun(long millis, boolean areNumbers) {
            return new Given(
                    areNumbers
                            ? Long.toString(millis / SECOND)
                            : "load-" + Long.toString(millis, Character.MAX_RADIX) + "-");
        }

        String of(int number) {
            return prefix + number;
        }

        @Override
        public OptionalInt number(String id) {
            if (!id.startsWith(prefix)) {
                return OptionalInt.empty();
            }
            try {
                return OptionalInt.of(Integer.parseInt(id.substring(prefix.length())));
            } catch (NumberFormatException e) {
                return OptionalInt.empty();
            }
        }
    }

    /** Ids of events without a declared id: their place in the topic, which the broker tells when it has them. */
    record Places(Map<String, Integer> numbers) implements EventIds {
        Places() {
            this(new ConcurrentHashMap<>());
        }

        void lies(String topic, int partition, long offset, int number) {
            numbers.put(topic + "-" + partition + "-" + offset, number);
        }

        @Override
        public OptionalInt number(String id) {
            var number = numbers.get(id);
            return number == null ? OptionalInt.empty() : OptionalInt.of(number);
        }
    }
}
