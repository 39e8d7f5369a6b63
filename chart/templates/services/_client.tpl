{{/* The spec that the Services for clients have in common. Call with a dict of `root`, `service` (its values) and `role`. */}}
{{- define "patroni.clientServiceSpec" -}}
{{- $service := .service -}}
type: {{ $service.type }}
selector:
  {{- include "patroni.memberLabels" .root | nindent 2 }}
  role: {{ .role }}
ports:
  - name: tcp-postgresql
    port: 5432
    targetPort: postgresql
    appProtocol: tcp
    {{- if and $service.nodePort (ne $service.type "ClusterIP") }}
    nodePort: {{ $service.nodePort }}
    {{- end }}
{{- if ne $service.type "ClusterIP" }}
externalTrafficPolicy: {{ $service.externalTrafficPolicy }}
{{- end }}
{{- if eq $service.type "LoadBalancer" }}
{{- with $service.loadBalancerClass }}
loadBalancerClass: {{ . }}
{{- end }}
{{- with $service.loadBalancerSourceRanges }}
loadBalancerSourceRanges: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
{{- with $service.ipFamilyPolicy }}
ipFamilyPolicy: {{ . }}
{{- end }}
{{- with $service.ipFamilies }}
ipFamilies: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
