package io.sluicegate.testing;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import io.sluicegate.testing.WithCluster.Lifetime;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.testcontainers.DockerClientFactory;

/** The extension that starts the broker of {@link WithCluster} and passes it to the tests; JUnit's store closes the broker. */
final class ClusterExtension implements ExecutionCondition, BeforeAllCallback, ParameterResolver {

    private static final String NO_ENGINE = "No container engine answers, so nothing was tested on a broker in a "
            + "container; start Docker, or run with -D" + BrokerKind.PROPERTY + "=embedded";

    private static final Namespace NAMESPACE = Namespace.create(ClusterExtension.class);

    /** Skips tests that need a container engine if there is none; JUnit reports the reason. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean wanted = wish(context).broker().resolve() == BrokerKind.CONTAINERS;
        return wanted && !DockerClientFactory.instance().isDockerAvailable()
                ? disabled(NO_ENGINE)
                : enabled("The broker that the test asks for can run here");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        cluster(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestCluster.class;
    }

    @Override
    public TestCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return cluster(context);
    }

    private static TestCluster cluster(ExtensionContext context) {
        Class<?> testClass = context.getRequiredTestClass();
        WithCluster wish = wish(context);
        boolean shared = wish.lifetime() == Lifetime.JVM;
        Object key = shared ? wish.broker().resolve() : testClass;
        var store = (shared ? context.getRoot() : context).getStore(NAMESPACE);
        return store.getOrComputeIfAbsent(key, k -> TestCluster.start(wish.broker()), TestCluster.class);
    }

    private static WithCluster wish(ExtensionContext context) {
        Class<?> testClass = context.getRequiredTestClass();
        return AnnotationSupport.findAnnotation(testClass, WithCluster.class)
                .orElseThrow(() -> new IllegalStateException(testClass.getName() + " lacks @WithCluster"));
    }
}
