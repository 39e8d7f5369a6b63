/** Refusals of names, amounts and addresses that Kubernetes would refuse in the middle of an install, and of what would do nothing. */
import type { Guard } from '../refusals.ts';

const families = (ipFamilyPolicy: string) => ({
  service: { replicas: { ipFamilyPolicy, ipFamilies: ['IPv4', 'IPv6'] } },
});

export const kubernetes: Guard[] = [
  {
    title: 'a name that no Service may have',
    options: { release: 'db.prod' },
    wrong: {},
    says: 'the cluster would be called db.prod-patroni, after the release and the chart (or its alias), but a name of a Service has lower case letters, digits and -, and begins with a letter; set fullnameOverride to such a name.',
    border: { fullnameOverride: 'db-prod' },
  },
  {
    title: 'the account of a Job',
    wrong: { serviceAccount: { name: 'db-patroni-apply' } },
    says: 'serviceAccount.name is db-patroni-apply, the account of the Job apply, whose rights the members would share; choose another.',
    border: { serviceAccount: { name: 'db-patroni-applying' } },
  },
  {
    title: 'a request above its limit',
    wrong: { resources: { requests: { cpu: '1500m' }, limits: { cpu: 1 } } },
    says: 'resources.requests.cpu is 1500m, more than resources.limits.cpu (1); lower the first or raise the second.',
    border: { resources: { requests: { cpu: '1000m' }, limits: { cpu: 1 } } },
  },
  {
    title: 'two families in one address',
    wrong: families('SingleStack'),
    says: 'service.replicas.ipFamilies has two families, but service.replicas.ipFamilyPolicy is "SingleStack", which gives one address; set it to PreferDualStack or RequireDualStack, or leave one family.',
    border: families('PreferDualStack'),
  },
  {
    title: 'a setting without what it is for',
    wrong: { storage: { wal: { size: '20Gi' } } },
    says: 'storage.wal.size does nothing with storage.wal.enabled false; leave it as it is by default, or set storage.wal.enabled to true.',
    border: { storage: { wal: { enabled: true, size: '20Gi' } } },
  },
];
