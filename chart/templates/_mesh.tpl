{{/* All that depends on istio.mode. */}}

{{/* Labels of the members' pods. Injection is decided by the pod's own label, so the namespace needs none. */}}
{{- define "patroni.meshLabels" -}}
{{- if eq (toString .Values.istio.mode) "mtls" -}}
sidecar.istio.io/inject: "true"
{{- else -}}
{{ include "patroni.noMeshLabels" . }}
{{- end -}}
{{- end -}}

{{/* A pod that stays outside of the mesh, also of an ambient one */}}
{{- define "patroni.noMeshLabels" -}}
sidecar.istio.io/inject: "false"
istio.io/dataplane-mode: none
{{- end -}}

{{/* Annotations of the members' pods. The proxy has to outlive Patroni, which releases the leader key at the very end:
     a native sidecar does; a classic one is told to wait. */}}
{{- define "patroni.meshAnnotations" -}}
{{- if eq (toString .Values.istio.mode) "mtls" -}}
{{- if semverCompare ">=1.29.0-0" .Capabilities.KubeVersion.Version -}}
sidecar.istio.io/nativeSidecar: "true"
{{- else -}}
proxy.istio.io/config: |
  holdApplicationUntilProxyStarts: true
  terminationDrainDuration: {{ .Values.pod.terminationGracePeriodSeconds }}s
  proxyMetadata:
    EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "true"
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Whether verify may look at the mesh's policies */}}
{{- define "patroni.inMesh" -}}{{- if ne (toString .Values.istio.mode) "disabled" -}}true{{- end -}}{{- end -}}
