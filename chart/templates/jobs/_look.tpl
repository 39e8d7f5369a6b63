{{/* The rights to look at a cluster as verify does; apply asks the same questions before each step. Names wherever
     Kubernetes allows them: `list` cannot be limited to any. */}}
{{- define "patroni.lookRules" -}}
{{- $pods := include "patroni.podNames" . -}}
- { apiGroups: [apps], resources: [statefulsets], resourceNames: [{{ include "patroni.fullname" . }}], verbs: [get] }
- { apiGroups: [""], resources: [pods], resourceNames: {{ $pods }}, verbs: [get] }
- { apiGroups: [""], resources: [pods/log], resourceNames: {{ $pods }}, verbs: [get] }
- { apiGroups: [""], resources: [pods/portforward], resourceNames: {{ $pods }}, verbs: [get, create] }
- { apiGroups: [""], resources: [configmaps], resourceNames: {{ include "patroni.dcsNames" . }}, verbs: [get] }
- { apiGroups: [""], resources: [services], resourceNames: [{{ include "patroni.fullname" . }}, {{ include "patroni.replicasName" . }}, {{ include "patroni.membersName" . }}], verbs: [get] }
- { apiGroups: [discovery.k8s.io], resources: [endpointslices], verbs: [list] }
- { apiGroups: [""], resources: [persistentvolumeclaims], resourceNames: {{ include "patroni.claimNames" . }}, verbs: [get] }
- { apiGroups: [""], resources: [events], verbs: [list] }
- { apiGroups: [coordination.k8s.io], resources: [leases], resourceNames: [{{ include "patroni.applyName" . }}], verbs: [get] }
{{- if include "patroni.inMesh" . }}
- { apiGroups: [security.istio.io], resources: [peerauthentications], verbs: [list] }
- { apiGroups: [networking.istio.io], resources: [destinationrules], verbs: [list] }
{{- end }}
{{- end -}}
