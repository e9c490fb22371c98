package io.sluicegate.testing;

/** The contract on a broker in a container; reported as skipped where no container engine answers. */
@WithCluster(broker = BrokerKind.CONTAINERS)
class ContainerClusterIT extends ClusterContract {}
