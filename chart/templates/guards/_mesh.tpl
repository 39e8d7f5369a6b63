{{/* What of istio.mode and its settings cannot work, as a JSON list of sentences. */}}
{{- define "patroni.wrong.mesh" -}}
{{- $wrong := list -}}
{{- $istio := .Values.istio -}}
{{- $mode := toString $istio.mode -}}
{{- $mesh := include "patroni.mesh" . | fromJson -}}

{{- /* Settings by the modes that heed them; elsewhere they would do nothing. */ -}}
{{- $sidecars := list "mtls" "permissive" "exclude" -}}
{{- $settings := dict
  "istio.peerAuthentication.mtls" (dict "set" (eq (toString $istio.peerAuthentication.mtls) "STRICT") "given" $istio.peerAuthentication.mtls "in" (append $sidecars "ambient"))
  "istio.peerAuthentication.openRestApi" (dict "set" (not $istio.peerAuthentication.openRestApi) "given" $istio.peerAuthentication.openRestApi "in" (list "permissive"))
  "istio.exclude.throughProxy" (dict "set" $istio.exclude.throughProxy "given" $istio.exclude.throughProxy "in" (list "exclude"))
  "istio.ambient.plaintextClients" (dict "set" $istio.ambient.plaintextClients "given" $istio.ambient.plaintextClients "in" (list "ambient"))
  "istio.sidecar.kind" (dict "set" (ne (toString $istio.sidecar.kind) "auto") "given" $istio.sidecar.kind "in" $sidecars)
  "istio.sidecar.revision" (dict "set" $istio.sidecar.revision "given" $istio.sidecar.revision "in" $sidecars)
  "istio.sidecar.proxyConfig" (dict "set" $istio.sidecar.proxyConfig "given" $istio.sidecar.proxyConfig "in" $sidecars)
  "istio.sidecar.excludeOutboundPorts" (dict "set" $istio.sidecar.excludeOutboundPorts "given" $istio.sidecar.excludeOutboundPorts "in" $sidecars)
  "istio.egress.enabled" (dict "set" $istio.egress.enabled "given" $istio.egress.enabled "in" $sidecars)
  "istio.authorizationPolicy.enabled" (dict "set" (and $istio.authorizationPolicy.enabled (ne $mode "exclude")) "given" $istio.authorizationPolicy.enabled "in" (list "mtls" "permissive" "ambient"))
-}}
{{- range $path, $setting := $settings -}}
{{- if and $setting.set (not (has $mode $setting.in)) -}}
{{- $modes := regexReplaceAll ", (\\w+)$" (join ", " $setting.in) " or ${1}" -}}
{{- $given := kindIs "string" $setting.given | ternary $setting.given (toJson $setting.given) -}}
{{- $wrong = append $wrong (printf "%s is %s, which does nothing with istio.mode %s; remove it, or set istio.mode to %s." $path $given $mode $modes) -}}
{{- end -}}
{{- end -}}

{{- if and (eq $mode "exclude") $istio.authorizationPolicy.enabled -}}
{{- $wrong = append $wrong "istio.authorizationPolicy.enabled is true with istio.mode exclude, where clients of 5432 show no certificate that it could know them by; remove it and name the clients in networkPolicy.clients, or set istio.mode to mtls." -}}
{{- end -}}

{{- if and $mesh.tls (not $istio.destinationRule.enabled) -}}
{{- $wrong = append $wrong (printf "istio.destinationRule.enabled is false with istio.mode %s, so clients' proxies would speak mTLS to a port that takes none; leave it true." $mode) -}}
{{- end -}}

{{- if and (include "patroni.hasSidecars" .) (eq (toString $istio.sidecar.kind) "native") (semverCompare "<1.29.0-0" .Capabilities.KubeVersion.Version) -}}
{{- $wrong = append $wrong (printf "istio.sidecar.kind is native, but Kubernetes %s has no native sidecars, which came with 1.29; set it to auto or classic." (trimPrefix "v" .Capabilities.KubeVersion.Version)) -}}
{{- end -}}

{{- if include "patroni.hasSidecars" . -}}
{{- range $port := $istio.sidecar.excludeOutboundPorts -}}
{{- if has (int $port) (list 5432 8008) -}}
{{- $wrong = append $wrong (printf "istio.sidecar.excludeOutboundPorts has %v, so members would connect to each other past their own proxies and still be reached through them; remove it%s." $port (include "patroni.wayPastProxies" (dict "port" $port "mode" $mode))) -}}
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
