{{/* What of istio.mode and its settings cannot work, as a JSON list of sentences. */}}
{{- define "patroni.wrong.mesh" -}}
{{- $wrong := list -}}
{{- $istio := .Values.istio -}}
{{- $mode := toString $istio.mode -}}
{{- $mesh := include "patroni.mesh" . | fromJson -}}

{{- range include "patroni.heededSettings" . | fromYamlArray -}}
{{- $group := . -}}
{{- if not (has $mode (concat .in .elsewhere)) -}}
{{- range $path, $default := .settings -}}
{{- $given := $istio -}}
{{- range splitList "." $path -}}{{- $given = get (default (dict) $given) . -}}{{- end -}}
{{- if not (or (eq (toJson $given) (toJson $default)) (and (empty $given) (empty $default))) -}}
{{- $modes := regexReplaceAll ", (\\w+)$" (join ", " $group.in) " or ${1}" -}}
{{- $text := kindIs "string" $given | ternary $given (toJson $given) -}}
{{- $wrong = append $wrong (printf "istio.%s is %s, which does nothing with istio.mode %s; remove it, or set istio.mode to %s." $path $text $mode $modes) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- if $istio.authorizationPolicy.enabled -}}
{{- if eq $mode "exclude" -}}
{{- $wrong = append $wrong "istio.authorizationPolicy.enabled is true with istio.mode exclude, where clients of 5432 show no certificate that it could know them by; remove it and name the clients in networkPolicy.clients, or set istio.mode to mtls." -}}
{{- else if and $mesh.outside (include "patroni.inMesh" .) -}}
{{- $ambient := list "istio.ambient.plaintextClients true" "" "istio.ambient.plaintextClients to false" -}}
{{- $words := ternary $ambient (list "istio.mode permissive" ", nor do members without a proxy during a move" "istio.mode to mtls") (eq $mesh.path "ambient") -}}
{{- $wrong = append $wrong (printf "istio.authorizationPolicy.enabled is true with %s, which is for clients outside of the mesh: they show no certificate that it could know them by%s, so it would keep them out; remove it with its clients, or set %s." (index $words 0) (index $words 1) (index $words 2)) -}}
{{- end -}}
{{- end -}}

{{- if and $mesh.tls (not $istio.destinationRule.enabled) -}}
{{- $wrong = append $wrong (printf "istio.destinationRule.enabled is false with istio.mode %s, so clients' proxies would speak mTLS to a port that takes none; leave it true." $mode) -}}
{{- end -}}

{{- if and (include "patroni.hasSidecars" .) (eq (toString $istio.sidecar.kind) "native") (semverCompare "<1.29.0-0" .Capabilities.KubeVersion.Version) -}}
{{- $wrong = append $wrong (printf "istio.sidecar.kind is native, but Kubernetes %s has no native sidecars, which came with 1.29; set it to auto or classic." (trimPrefix "v" .Capabilities.KubeVersion.Version)) -}}
{{- end -}}

{{- if include "patroni.hasSidecars" . -}}
{{- $halves := dict
  "excludeInboundPorts" "be reached past their own proxies and still connect to each other through them"
  "excludeOutboundPorts" "connect to each other past their own proxies and still be reached through them"
-}}
{{- range $key, $half := $halves -}}
{{- range $port := default (list) (get $istio.sidecar $key) -}}
{{- if has (int $port) (list 5432 8008) -}}
{{- $wrong = append $wrong (printf "istio.sidecar.%s has %v, so members would %s; remove it%s." $key $port $half (include "patroni.wayPastProxies" (dict "port" $port "mode" $mode))) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- toJson $wrong -}}
{{- end -}}

{{/* What to do instead of taking one direction of a port past the proxies: the end of a sentence */}}
{{- define "patroni.wayPastProxies" -}}
{{- if ne (int .port) 5432 -}}, because no mode takes {{ .port }} past the proxies
{{- else if eq .mode "exclude" -}}, because with istio.mode exclude it is istio.exclude.throughProxy that says whether 5432 goes through the proxies
{{- else -}}, or set istio.mode to exclude, which takes 5432 past the proxies on both sides
{{- end -}}
{{- end -}}

{{/* Settings of the mesh as they are by default, by the modes that heed them: elsewhere they would do nothing, or are refused by a
     sentence of their own */}}
{{- define "patroni.heededSettings" -}}
- in: [mtls, permissive, exclude]
  elsewhere: []
  settings:
    sidecar.kind: auto
    sidecar.revision: ""
    sidecar.proxyConfig: {}
    sidecar.resources.requests.cpu: ""
    sidecar.resources.requests.memory: ""
    sidecar.resources.limits.cpu: ""
    sidecar.resources.limits.memory: ""
    sidecar.excludeInboundPorts: []
    sidecar.excludeOutboundPorts: []
    sidecar.idleTimeout: 0s
    destinationRule.enabled: true
    destinationRule.maxConnections: 0
    destinationRule.connectTimeout: 5s
    destinationRule.tcpKeepalive.time: 60s
    destinationRule.tcpKeepalive.interval: 10s
    destinationRule.tcpKeepalive.probes: 6
    destinationRule.idleTimeout: 0s
    destinationRule.loadBalancer: ""
    egress.enabled: false
- { in: [mtls, permissive, exclude, ambient], elsewhere: [], settings: { peerAuthentication.mtls: inherit } }
- { in: [permissive], elsewhere: [], settings: { peerAuthentication.openRestApi: true } }
- { in: [exclude], elsewhere: [], settings: { exclude.throughProxy: false } }
- { in: [ambient], elsewhere: [], settings: { ambient.plaintextClients: false } }
- { in: [mtls, ambient], elsewhere: [permissive, exclude], settings: { authorizationPolicy.enabled: false } }
{{- end -}}
