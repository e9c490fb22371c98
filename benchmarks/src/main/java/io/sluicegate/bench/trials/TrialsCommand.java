package io.sluicegate.bench.trials;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluicegate bench trials}. */
@Command(
        name = "trials",
        description = "Simulate trials with labels that come late, and count how often they end wrongly.",
        footer = "  sluicegate bench trials --trials 200")
public final class TrialsCommand implements Callable<Integer> {
    @Option(names = "--trials", defaultValue = "2000", description = "Number of trials of each kind (default: 2000).")
    private int trials;

    @Option(names = "--seed", defaultValue = "1", description = "Equal seeds give equal trials (default: 1).")
    private long seed;

    @Override
    public Integer call() {
        System.out.print(TrialFigures.HEADING);
        boolean holds = true;
        for (var scenario : Scenario.all()) {
            var figures = TrialFigures.of(scenario, trials, seed);
            System.out.println(figures.row());
            holds &= figures.holds();
        }
        System.out.println(holds ? "All declared rates hold." : "A declared rate does NOT hold.");
        return holds ? 0 : 1;
    }
}
