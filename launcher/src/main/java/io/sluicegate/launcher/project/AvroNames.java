package io.sluicegate.launcher.project;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Names that Avro, CEL and a pipeline's file can have, from names that files have. */
final class AvroNames {
    private static final Pattern VALID = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Map<String, String> SPELLED =
            Map.of("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "ß", "ss", "ø", "o", "Ø", "O");
    private static final int LONGEST_PIPELINE = 60;

    private AvroNames() {}

    static boolean isValid(String name) {
        return VALID.matcher(name).matches();
    }

    /** The valid name of each name, in their order; no two names get the same one. */
    static Map<String, String> of(List<String> names) {
        var taken = new HashSet<>(names.stream().filter(AvroNames::isValid).toList());
        var valid = new LinkedHashMap<String, String>();
        names.forEach(name -> valid.put(name, isValid(name) ? name : free(of(name), taken)));
        return valid;
    }

    private static String free(String name, Set<String> taken) {
        var free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    /** One name as a valid one: umlauts are spelled, accents dropped, and all else that isn't a letter or a digit becomes a '_'. */
    static String of(String name) {
        var spelled = name.strip();
        for (var letter : SPELLED.entrySet()) {
            spelled = spelled.replace(letter.getKey(), letter.getValue());
        }
        var words = Normalizer.normalize(spelled, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9_]+", "_")
                .replaceAll("^_+|_+$", "");
        if (words.isEmpty()) {
            return "field";
        }
        return Character.isDigit(words.charAt(0)) ? "_" + words : words;
    }

    /** A pipeline's name from any text. */
    static String pipeline(String text) {
        var name = of(text).toLowerCase(java.util.Locale.ROOT).replaceAll("^[^a-z]+", "");
        return name.isEmpty() ? "events" : name.substring(0, Math.min(LONGEST_PIPELINE, name.length()));
    }

    /** A record's name from a pipeline's: {@code bike_stations} becomes {@code BikeStations}. */
    static String record(String pipeline) {
        var name = new StringBuilder();
        for (var word : pipeline.split("_")) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return name.toString();
    }

    /** The words of a name, in lower case: {@code lastReportedAt} has last, reported and at. */
    static List<String> words(String name) {
        var apart = of(name).replaceAll("([a-z0-9])([A-Z])", "$1_$2");
        return List.of(apart.toLowerCase(java.util.Locale.ROOT).split("_+"));
    }
}
