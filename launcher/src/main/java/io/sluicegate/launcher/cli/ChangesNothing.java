package io.sluicegate.launcher.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a command that only shows something: it changes nothing in the cluster, in the model store or in files. A command without this
 * mark counts as one that changes something.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ChangesNothing {}
