package io.sluicegate.launcher;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;

import io.sluicegate.bundle.onnx.OnnxMaker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What a newcomer brings: observations of bike stations in a CSV file with a heading of its own, and models made elsewhere. */
final class BikeStations {
    static final String HEADING = "obs id,station id,start time,Fahrräder frei,docks,temperature,weather,is_renting\n";
    private static final String[] STATIONS = {"alexanderplatz", "zoo", "ostkreuz", "tegel"};
    private static final String[] WEATHER = {"sun", "rain", "snow"};

    private BikeStations() {}

    /** Observations, one a minute, the last of them at that time. */
    static String csv(int rows, Instant last) {
        var csv = new StringBuilder(HEADING);
        var first = last.minus(Duration.ofMinutes(rows - 1L));
        for (var i = 0; i < rows; i++) {
            csv.append(row(i, first.plus(Duration.ofMinutes(i))));
        }
        return csv.toString();
    }

    private static String row(int i, Instant time) {
        return String.format(
                Locale.ROOT,
                "obs-%d,%s,%s,%d,%d,%s,%s,%d%n",
                i,
                STATIONS[i % STATIONS.length],
                time.toString().replace("T", " ").replaceAll("(\\.\\d+)?Z", ""),
                (i * 7) % 23,
                25,
                i % 10 == 9 ? "" : String.format(Locale.ROOT, "%.1f", 15 + 0.1 * (i % 50)),
                WEATHER[i % WEATHER.length],
                i % 2);
    }

    /**
     * A model of one matrix, as most exporters write it: free bikes, docks, temperature and whether the station rents; an imputer takes
     * missing values.
     */
    static byte[] matrix(float weight) {
        return new OnnxMaker()
                .input("float_input", FLOAT32, ANY, 4)
                .weights("weights", new long[] {4, 1}, weight, -0.02, 0.01, 0.3)
                .ml(
                        "Imputer",
                        List.of("float_input"),
                        List.of("whole"),
                        "imputed_value_floats",
                        new float[] {5, 25, 15, 1},
                        "replaced_value_float",
                        Float.NaN)
                .node("MatMul", List.of("whole", "weights"), List.of("sum"))
                .node("Sigmoid", List.of("sum"), List.of("score"))
                .output("score", FLOAT32, ANY, 1)
                .make();
    }

    /** A model with an input for each column, named as the columns of a data frame are. */
    static byte[] columns() {
        return new OnnxMaker()
                .input("docks", FLOAT32, ANY, 1)
                .input("Fahrräder frei", FLOAT32, ANY, 1)
                .node("Div", List.of("Fahrräder frei", "docks"), List.of("score"))
                .output("score", FLOAT32, ANY, 1)
                .make();
    }
}
