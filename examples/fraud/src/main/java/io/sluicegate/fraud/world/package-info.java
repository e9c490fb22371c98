/** A seeded world of cards, merchants and thieves: it yields card transactions, their truth and when it becomes known. */
@NullMarked
package io.sluicegate.fraud.world;

import org.jspecify.annotations.NullMarked;
