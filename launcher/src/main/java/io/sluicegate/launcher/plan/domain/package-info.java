/** The arithmetic of {@code plan}: pure, from a demand and measured costs to a deployment. */
@NullMarked
package io.sluicegate.launcher.plan.domain;

import org.jspecify.annotations.NullMarked;
