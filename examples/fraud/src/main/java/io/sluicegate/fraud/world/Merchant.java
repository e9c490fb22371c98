package io.sluicegate.fraud.world;

/** A merchant. */
record Merchant(String id, Category category, String country, boolean online) {}
