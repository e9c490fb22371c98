package io.sluicegate.records;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/** Lets Avro load the generated classes of our records: since 1.12.2 it loads only classes that somebody vouches for. */
public final class RecordClasses {
    private static final String OURS = "io.sluicegate.records.";

    private RecordClasses() {}

    /** Vouches for our records, beside what is trusted already. Call it before the first record is read or written. */
    public static synchronized void trust() {
        if (!(ClassSecurityValidator.getGlobal() instanceof Ours)) {
            ClassSecurityValidator.setGlobal(new Ours(ClassSecurityValidator.getGlobal()));
        }
    }

    private record Ours(ClassSecurityPredicate others) implements ClassSecurityPredicate {
        @Override
        public boolean isTrusted(Class<?> type) {
            return type.getName().startsWith(OURS) || others.isTrusted(type);
        }
    }
}
