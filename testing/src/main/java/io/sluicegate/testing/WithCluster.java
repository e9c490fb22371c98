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

    /** The broker's lifetime. */
    Lifetime lifetime() default Lifetime.TEST_CLASS;

    /** The broker's kind. */
    BrokerKind broker() default BrokerKind.AS_ASKED;

    /** The lifetime of a broker, which determines who shares its topics. */
    enum Lifetime {
        /** Started for this class, stopped after it. */
        TEST_CLASS,
        /** Shared by all classes in this JVM that request it, so use different topics. */
        JVM
    }
}
