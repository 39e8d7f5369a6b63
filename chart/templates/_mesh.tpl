{{/* All that depends on istio.mode; the only place that knows the modes. A row says
       path      the way of 5432 into and out of the members' pods: none (no mesh), sidecar, bypass (around the sidecars), plaintext
                 (through them without mTLS), ambient
       inbound   what the members' proxies take on a port (PeerAuthentication), by the path of the pod, where it is not the mesh's
                 own; that of another path is for members that a roll has not reached yet
       tls       how clients' proxies speak to 5432 (DestinationRule): the only thing that they heed for headless names
       outside   whether clients without a proxy get in through a STRICT mesh
       policy    whether a NetworkPolicy has to do what the proxies do not */}}
{{- define "patroni.meshModes" -}}
disabled:   { path: none,    inbound: {},                                                                        tls: "",      outside: true,  policy: false }
mtls:       { path: sidecar, inbound: {},                                                                        tls: "",      outside: false, policy: false }
permissive: { path: sidecar, inbound: { sidecar: { 5432: PERMISSIVE, 8008: PERMISSIVE } },                       tls: "",      outside: true,  policy: false }
exclude:    { path: bypass,  inbound: { sidecar: { 5432: PERMISSIVE }, bypass: { 5432: DISABLE } },              tls: DISABLE, outside: true,  policy: true }
ambient:    { path: ambient, inbound: {},                                                                        tls: "",      outside: false, policy: false }
{{- end -}}

{{/* The row of istio.mode, with what the mode's own settings make of it, as JSON */}}
{{- define "patroni.mesh" -}}
{{- $istio := .Values.istio -}}
{{- $mode := toString $istio.mode -}}
{{- $row := get (include "patroni.meshModes" . | fromYaml) $mode -}}
{{- if and (eq $mode "permissive") (not $istio.peerAuthentication.openRestApi) -}}{{- $_ := unset $row.inbound.sidecar "8008" -}}{{- end -}}
{{- if and (eq $mode "exclude") $istio.exclude.throughProxy -}}
{{- $_ := set $row "path" "plaintext" -}}
{{- $_ := set $row.inbound "plaintext" $row.inbound.bypass -}}
{{- end -}}
{{- if and (eq $mode "ambient") $istio.ambient.plaintextClients -}}
{{- $_ := set (set $row "outside" true) "inbound" (dict "ambient" (dict "5432" "PERMISSIVE")) -}}
{{- end -}}
{{- if and (ne $row.path "none") (eq (toString $istio.peerAuthentication.mtls) "STRICT") -}}
{{- $_ := set $row.inbound $row.path (default (dict) (get $row.inbound $row.path)) -}}
{{- end -}}
{{- toJson $row -}}
{{- end -}}

{{/* Whether anything of a mesh is between the members */}}
{{- define "patroni.inMesh" -}}{{- if ne (include "patroni.mesh" . | fromJson).path "none" -}}true{{- end -}}{{- end -}}

{{/* Whether the members have sidecars */}}
{{- define "patroni.hasSidecars" -}}{{- if has (include "patroni.mesh" . | fromJson).path (list "sidecar" "bypass" "plaintext") -}}true{{- end -}}{{- end -}}

{{/* Whether clients of 5432 come through the members' sidecars, and so from their addresses */}}
{{- define "patroni.isProxied" -}}{{- if has (include "patroni.mesh" . | fromJson).path (list "sidecar" "plaintext") -}}true{{- end -}}{{- end -}}

{{/* Whether a NetworkPolicy says who may reach the members */}}
{{- define "patroni.hasNetworkPolicy" -}}
{{- $asked := toString .Values.networkPolicy.render -}}
{{- if or (eq $asked "always") (and (eq $asked "auto") (include "patroni.mesh" . | fromJson).policy) -}}true{{- end -}}
{{- end -}}

{{/* Addresses of the kubelet's probes where they are not the node's: ambient gives them one that its own rules know */}}
{{- define "patroni.probeSources" -}}
{{- if eq (include "patroni.mesh" . | fromJson).path "ambient" -}}
- ipBlock: { cidr: 169.254.7.127/32 }
- ipBlock: { cidr: "fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128" }
{{- end -}}
{{- end -}}

{{/* A pod that stays outside of the mesh, also of an ambient one */}}
{{- define "patroni.noMeshLabels" -}}
sidecar.istio.io/inject: "false"
istio.io/dataplane-mode: none
{{- end -}}

{{/* Labels of the members' pods. Injection is decided by the pod's own label, so the namespace needs none. The path is what the pod
     itself has, and policies select by it: mtls and permissive differ in policies alone, and no pod is restarted for that. */}}
{{- define "patroni.meshLabels" -}}
{{- $mesh := include "patroni.mesh" . | fromJson -}}
patroni-istio/data-path: {{ $mesh.path }}
{{ include "patroni.clientMeshLabels" . }}
{{- end -}}

{{/* Labels of a pod that is in the mesh as the members are */}}
{{- define "patroni.clientMeshLabels" -}}
{{- if include "patroni.hasSidecars" . -}}
sidecar.istio.io/inject: "true"
{{- with .Values.istio.sidecar.revision }}
istio.io/rev: {{ . | quote }}
{{- end }}
{{- else if include "patroni.inMesh" . -}}
sidecar.istio.io/inject: "false"
istio.io/dataplane-mode: ambient
{{- else -}}
{{ include "patroni.noMeshLabels" . }}
{{- end -}}
{{- end -}}

{{/* Labels of the Services: a waypoint would take the members' place as the client that PostgreSQL sees. */}}
{{- define "patroni.serviceMeshLabels" -}}
{{- if eq (include "patroni.mesh" . | fromJson).path "ambient" -}}istio.io/use-waypoint: none{{- end -}}
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
{{- mergeOverwrite $config (default (dict) $sidecar.proxyConfig) | toYaml -}}
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
{{- /* In both directions: one alone would cut the members off from each other. */ -}}
{{- $around := ternary (list 5432) list (eq $mesh.path "bypass") -}}
{{- range $name := list "excludeInboundPorts" "excludeOutboundPorts" -}}
{{- with concat $around (default (list) (get $sidecar $name)) -}}{{- $_ := set $annotations (printf "traffic.sidecar.istio.io/%s" $name) (include "patroni.portList" .) -}}{{- end -}}
{{- end -}}
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

{{/* Which of Istio's policies the mode has, as a JSON list of kind/name. */}}
{{- define "patroni.policies" -}}
{{- $mesh := include "patroni.mesh" . | fromJson -}}
{{- $policies := list -}}
{{- range $path := keys $mesh.inbound | sortAlpha -}}{{- $policies = append $policies (printf "PeerAuthentication/%s" (include "patroni.authenticationName" (dict "root" $ "path" $path))) -}}{{- end -}}
{{- if and (include "patroni.hasSidecars" .) .Values.istio.destinationRule.enabled -}}
{{- range include "patroni.hosts" . | fromJsonArray -}}{{- $policies = append $policies (printf "DestinationRule/%s%s" . (ternary "-plaintext" "" (ne $mesh.tls ""))) -}}{{- end -}}
{{- end -}}
{{- toJson $policies -}}
{{- end -}}

{{/* Name of the PeerAuthentication of a path; call with a dict of `root` and `path`. */}}
{{- define "patroni.authenticationName" -}}{{ include "patroni.fullname" .root }}-{{ .path }}{{- end -}}

{{/* Names of all PeerAuthentications that any mode has, as a JSON list */}}
{{- define "patroni.authenticationNames" -}}
{{- $names := list -}}
{{- range list "sidecar" "bypass" "plaintext" "ambient" -}}{{- $names = append $names (include "patroni.authenticationName" (dict "root" $ "path" .)) -}}{{- end -}}
{{- toJson $names -}}
{{- end -}}

{{/* Hosts that clients use, which are the names of the Services, as a JSON list */}}
{{- define "patroni.hosts" -}}{{- list (include "patroni.fullname" .) (include "patroni.replicasName" .) (include "patroni.membersName" .) | toJson -}}{{- end -}}

{{/* Names of all DestinationRules that any mode has, as a JSON list */}}
{{- define "patroni.ruleNames" -}}
{{- $names := list -}}
{{- range include "patroni.hosts" . | fromJsonArray -}}{{- $names = concat $names (list . (printf "%s-plaintext" .)) -}}{{- end -}}
{{- toJson $names -}}
{{- end -}}
