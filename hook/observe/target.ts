import type { Cluster } from '../kube/cluster.ts';
import type { Deadline } from '../kube/deadline.ts';
import type { Login } from '../kube/postgres.ts';
import type { Looked } from './looked.ts';

/** Where to look, and with what. */
export interface Target {
  cluster: Cluster;
  namespace: string;
  /** Of the StatefulSet, and of Patroni's scope. */
  name: string;
  release: string;
  windowSeconds: number;
  /** The monitor's; `secret` is the name that the members' pods take their passwords from. */
  login: (secret: string, deadline: Deadline) => Promise<Looked<Login>>;
}

/** One look: a target and the moment by which everything has answered or is given up. */
export interface Look extends Omit<Target, 'login'> {
  deadline: Deadline;
  login: Looked<Login>;
}
