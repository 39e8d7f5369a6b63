import type { Image, Labels, ObjectName, Open, Resources } from './common.ts';

export interface Hook {
  /**
   * The tool's image; an empty tag is the chart's appVersion.
   *
   * @default {"repository": "patroni-istio/hook", "tag": ""}
   */
  image?: Image;
  /**
   * What you give Helm as `--timeout`, in seconds: the Jobs `preflight` and `verify` have to end before it, or Helm gives up
   * first and nobody says why. Raise it together with their time-outs.
   *
   * @asType integer
   * @minimum 60
   * @maximum 86400
   * @default 300
   */
  helmTimeoutSeconds?: number;
  /**
   * Requests and limits of the tool's container.
   *
   * @default {"requests": {"cpu": "20m", "memory": "96Mi"}, "limits": {"memory": "192Mi"}}
   */
  resources?: Resources;
  /**
   * What differs from the chart's securityContext of the Jobs' pods; null takes a field away (on OpenShift set
   * `pod.platformAssignsUser` instead).
   *
   * @default {}
   * @examples [{"runAsUser": 65000}]
   */
  securityContext?: Open;
  /**
   * What differs from the chart's securityContext of the tool's container; null takes a field away.
   *
   * @default {}
   * @examples [{"seccompProfile": {"type": "Localhost", "localhostProfile": "profiles/tool.json"}}]
   */
  containerSecurityContext?: Open;
  /**
   * Taints that the Jobs' pods tolerate.
   *
   * @default []
   * @examples [[{"key": "dedicated", "operator": "Equal", "value": "jobs", "effect": "NoSchedule"}]]
   */
  tolerations?: Open[];
  /**
   * Labels of the nodes that the Jobs' pods run on.
   *
   * @default {}
   * @examples [{"kubernetes.io/arch": "amd64"}]
   */
  nodeSelector?: Labels;
  /**
   * PriorityClass of the Jobs' pods.
   *
   * @default ""
   * @examples ["low-priority"]
   */
  priorityClassName?: ObjectName;
}
