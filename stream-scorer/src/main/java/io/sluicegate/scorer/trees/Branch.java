package io.sluicegate.scorer.trees;

/** The ways in which a node compares a feature with its value. */
enum Branch {
    LEQ,
    LT,
    GTE,
    GT,
    EQ,
    NEQ,
    /** No comparison: the end of a path. */
    LEAF;

    /** The mode by its name in {@code TreeEnsembleClassifier} and {@code TreeEnsembleRegressor}. */
    static Branch named(String name) throws NotCompilable {
        return switch (name) {
            case "BRANCH_LEQ" -> LEQ;
            case "BRANCH_LT" -> LT;
            case "BRANCH_GTE" -> GTE;
            case "BRANCH_GT" -> GT;
            case "BRANCH_EQ" -> EQ;
            case "BRANCH_NEQ" -> NEQ;
            case "LEAF" -> LEAF;
            default -> throw new NotCompilable("a node has the unknown mode '" + name + "'");
        };
    }

    /** The mode by its number in {@code TreeEnsemble}. */
    static Branch numbered(int number) throws NotCompilable {
        return switch (number) {
            case 0 -> LEQ;
            case 1 -> LT;
            case 2 -> GTE;
            case 3 -> GT;
            case 4 -> EQ;
            case 5 -> NEQ;
            case 6 ->
                throw new NotCompilable(
                        "a node asks for membership in a set"); // ONNX Runtime reads some sets otherwise
            default -> throw new NotCompilable("a node has the unknown mode " + number);
        };
    }
}
