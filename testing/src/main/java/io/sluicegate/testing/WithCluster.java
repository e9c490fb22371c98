package io.sluicegate.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gives the test class a Kafka broker; its methods and constructor take a {@link TestCluster}. */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ClusterExtension.class)
public @interface WithCluster {

    /** How long the broker lives. */
    Lifetime lifetime() default Lifetime.TEST_CLASS;

    /** What the broker runs in. */
    BrokerKind broker() default BrokerKind.AS_ASKED;

    /** How long a broker lives, and so who shares its topics. */
    enum Lifetime {
        /** Started for this class, stopped after it. */
        TEST_CLASS,
        /** Shared by all classes that ask for it in this JVM. Name your topics apart. */
        JVM
    }
}
