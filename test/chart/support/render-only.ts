/** Values whose effect was only seen in the rendered objects, never on a live cluster, and why. */
const noRegistry = 'the test cluster has its images from archives, not from a registry';
const noBalancer = 'the test cluster has no load balancer';
const oneFamily = 'the test cluster has IPv4 alone; SingleStack with IPv4 was installed';
const oneNode = 'the test cluster has one node';
const noAmbient = 'the test cluster cannot have ztunnel';
const oneIstio = 'the test cluster has one revision of Istio';
const noEnforcement = 'the network of the test cluster enforces no NetworkPolicy';

export const renderOnly: Record<string, string> = {
  'image.registry': noRegistry,
  'image.digest': noRegistry,
  'image.pullPolicy': noRegistry,
  'hook.image.registry': noRegistry,
  'hook.image.digest': noRegistry,
  'hook.image.pullPolicy': noRegistry,
  imagePullSecrets: noRegistry,
  'global.imagePullSecrets': noRegistry,
  'service.primary.loadBalancerClass': noBalancer,
  'service.primary.loadBalancerSourceRanges': noBalancer,
  'service.replicas.loadBalancerClass': noBalancer,
  'service.replicas.loadBalancerSourceRanges': noBalancer,
  'service.replicas.nodePort': 'that of the primary was installed',
  'service.replicas.externalTrafficPolicy': 'that of the primary was installed',
  'service.replicas.ipFamilyPolicy': oneFamily,
  'service.replicas.ipFamilies': oneFamily,
  'scheduling.affinity': oneNode,
  'scheduling.topologySpread': `${oneNode}; none at all was installed`,
  'serviceAccount.annotations': 'they mean something to a cloud only',
  'storage.selector': "the test cluster's volumes are made for each claim",
  'istio.ambient.plaintextClients': noAmbient,
  'istio.sidecar.revision': oneIstio,
  'networkPolicy.render': noEnforcement,
  'networkPolicy.clients': noEnforcement,
  'networkPolicy.apiServerPorts': noEnforcement,
  'networkPolicy.extraIngress': noEnforcement,
  'networkPolicy.extraEgress': noEnforcement,
  'storage.wal.storageClass': 'the test cluster has one class',
};
