package io.sluicegate.testing;

/** The contract on the broker that was asked for: embedded unless the build says otherwise. */
@WithCluster
class ClusterIT extends ClusterContract {}
