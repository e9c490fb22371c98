package io.sluicegate.fraud.world;

/** Who is paid. */
record Merchant(String id, Category category, String country, boolean online) {}
