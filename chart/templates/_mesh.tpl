{{/* All that depends on istio.mode; the only place that knows the modes. A row says
       dataPlane  what carries the members' traffic
       inbound    what the members' proxies take on a port (PeerAuthentication), where it is not the mesh's own
       bypass     ports that go around the proxies, in both directions: one alone would cut members off
       tls        how clients' proxies speak to 5432 (DestinationRule): the only thing that they heed for headless names
       outside    whether clients without a proxy get in through a STRICT mesh
       policy     whether a NetworkPolicy has to do what the proxies do not */}}
{{- define "patroni.meshModes" -}}
disabled:   { dataPlane: none,    inbound: {},                                   bypass: [],     tls: "",      outside: true,  policy: false }
mtls:       { dataPlane: sidecar, inbound: {},                                   bypass: [],     tls: "",      outside: false, policy: false }
permissive: { dataPlane: sidecar, inbound: { 5432: PERMISSIVE, 8008: PERMISSIVE }, bypass: [],   tls: "",      outside: true,  policy: false }
exclude:    { dataPlane: sidecar, inbound: { 5432: DISABLE },                    bypass: [5432], tls: DISABLE, outside: true,  policy: true }
ambient:    { dataPlane: ambient, inbound: {},                                   bypass: [],     tls: "",      outside: false, policy: false }
{{- end -}}

{{/* The row of istio.mode, with what the mode's own settings make of it, as JSON */}}
{{- define "patroni.mesh" -}}
{{- $istio := .Values.istio -}}
{{- $mode := toString $istio.mode -}}
{{- $row := get (include "patroni.meshModes" . | fromYaml) $mode -}}
{{- if and (eq $mode "permissive") (not $istio.peerAuthentication.openRestApi) -}}{{- $_ := unset $row.inbound "8008" -}}{{- end -}}
{{- if and (eq $mode "exclude") $istio.exclude.throughProxy -}}{{- $_ := set $row "bypass" list -}}{{- end -}}
{{- if and (eq $mode "ambient") $istio.ambient.plaintextClients -}}{{- $_ := merge (set $row "outside" true).inbound (dict "5432" "PERMISSIVE") -}}{{- end -}}
{{- toJson $row -}}
{{- end -}}

{{/* Whether anything of a mesh is between the members */}}
{{- define "patroni.inMesh" -}}{{- if ne (include "patroni.mesh" . | fromJson).dataPlane "none" -}}true{{- end -}}{{- end -}}

{{/* Whether the members have sidecars */}}
{{- define "patroni.hasSidecars" -}}{{- if eq (include "patroni.mesh" . | fromJson).dataPlane "sidecar" -}}true{{- end -}}{{- end -}}

{{/* Whether a NetworkPolicy says who may reach the members */}}
{{- define "patroni.hasNetworkPolicy" -}}
{{- $asked := toString .Values.networkPolicy.render -}}
{{- if or (eq $asked "always") (and (eq $asked "auto") (include "patroni.mesh" . | fromJson).policy) -}}true{{- end -}}
{{- end -}}

{{/* Addresses of the kubelet's probes where they are not the node's: ambient gives them one that its own rules know */}}
{{- define "patroni.probeSources" -}}
{{- if eq (include "patroni.mesh" . | fromJson).dataPlane "ambient" -}}
- ipBlock: { cidr: 169.254.7.127/32 }
- ipBlock: { cidr: "fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128" }
{{- end -}}
{{- end -}}

{{/* A pod that stays outside of the mesh, also of an ambient one */}}
{{- define "patroni.noMeshLabels" -}}
sidecar.istio.io/inject: "false"
istio.io/dataplane-mode: none
{{- end -}}

{{/* Labels of the members' pods. Injection is decided by the pod's own label, so the namespace needs none. The path is what its
     pod has: mtls and permissive differ in policies alone, and no pod is restarted for that. */}}
{{- define "patroni.meshLabels" -}}
{{- $mesh := include "patroni.mesh" . | fromJson -}}
patroni-istio/data-path: {{ ternary "bypass" $mesh.dataPlane (gt (len $mesh.bypass) 0) }}
{{ if eq $mesh.dataPlane "sidecar" -}}
sidecar.istio.io/inject: "true"
{{- with .Values.istio.sidecar.revision }}
istio.io/rev: {{ . | quote }}
{{- end }}
{{- else if eq $mesh.dataPlane "ambient" -}}
sidecar.istio.io/inject: "false"
istio.io/dataplane-mode: ambient
{{- else -}}
{{ include "patroni.noMeshLabels" . }}
{{- end -}}
{{- end -}}

{{/* Labels of the Services: a waypoint would take the members' place as the client that PostgreSQL sees. */}}
{{- define "patroni.serviceMeshLabels" -}}
{{- if eq (include "patroni.mesh" . | fromJson).dataPlane "ambient" -}}istio.io/use-waypoint: none{{- end -}}
{{- end -}}

{{/* Whether the proxy is an init container that outlives Patroni */}}
{{- define "patroni.nativeSidecar" -}}
{{- $kind := toString .Values.istio.sidecar.kind -}}
{{- $has := semverCompare ">=1.29.0-0" .Capabilities.KubeVersion.Version -}}
{{- if or (eq $kind "native") (and (eq $kind "auto") $has) -}}true{{- end -}}
{{- end -}}

{{/* What a proxy is started with (ProxyConfig). It has to outlive Patroni, which releases the leader key at the very end: a native
     sidecar does; a classic one is told to wait. */}}
{{- define "patroni.proxyConfig" -}}
{{- $sidecar := .Values.istio.sidecar -}}
{{- $config := dict "proxyMetadata" (dict "ISTIO_META_IDLE_TIMEOUT" $sidecar.idleTimeout) -}}
{{- if not (include "patroni.nativeSidecar" .) -}}
{{- $_ := set $config "holdApplicationUntilProxyStarts" true -}}
{{- $_ := set $config "terminationDrainDuration" (printf "%ds" (int .Values.pod.terminationGracePeriodSeconds)) -}}
{{- $_ := set $config.proxyMetadata "EXIT_ON_ZERO_ACTIVE_CONNECTIONS" "true" -}}
{{- end -}}
{{- mergeOverwrite $config $sidecar.proxyConfig | toYaml -}}
{{- end -}}

{{/* Annotations of the members' pods */}}
{{- define "patroni.meshAnnotations" -}}
{{- if include "patroni.hasSidecars" . -}}
{{- $mesh := include "patroni.mesh" . | fromJson -}}
{{- $sidecar := .Values.istio.sidecar -}}
{{- $annotations := dict "proxy.istio.io/config" (include "patroni.proxyConfig" .) -}}
{{- if semverCompare ">=1.29.0-0" .Capabilities.KubeVersion.Version -}}
{{- $_ := set $annotations "sidecar.istio.io/nativeSidecar" (ternary "true" "false" (eq (include "patroni.nativeSidecar" .) "true")) -}}
{{- end -}}
{{- $amounts := $sidecar.resources -}}
{{- range $name, $amount := dict "proxyCPU" $amounts.requests.cpu "proxyMemory" $amounts.requests.memory "proxyCPULimit" $amounts.limits.cpu "proxyMemoryLimit" $amounts.limits.memory -}}
{{- if $amount -}}{{- $_ := set $annotations (printf "sidecar.istio.io/%s" $name) $amount -}}{{- end -}}
{{- end -}}
{{- with $mesh.bypass -}}{{- $_ := set $annotations "traffic.sidecar.istio.io/excludeInboundPorts" (include "patroni.portList" .) -}}{{- end -}}
{{- with concat $mesh.bypass $sidecar.excludeOutboundPorts -}}{{- $_ := set $annotations "traffic.sidecar.istio.io/excludeOutboundPorts" (include "patroni.portList" .) -}}{{- end -}}
{{- toYaml $annotations -}}
{{- end -}}
{{- end -}}

{{- define "patroni.portList" -}}{{- $ports := list -}}{{- range . -}}{{- $ports = append $ports (int .) -}}{{- end -}}{{- join "," $ports -}}{{- end -}}

{{/* Labels and annotations of a policy. apply knows by the annotation that it is of this revision. */}}
{{- define "patroni.policyMetadata" -}}
labels:
  {{- include "patroni.labels" . | nindent 2 }}
  patroni-istio/scope: {{ include "patroni.fullname" . }}
annotations:
  patroni-istio/apply: {{ include "patroni.applyJobName" . }}
{{- end -}}
