{{/* What of pg_hba.conf cannot work, as a JSON list of sentences. */}}
{{- define "patroni.wrong.hba" -}}
{{- $wrong := list -}}
{{- $mesh := include "patroni.mesh" . | fromJson -}}
{{- $methods := list "scram-sha-256" "md5" "password" "reject" "trust" "cert" "gss" "ident" "ldap" "oauth" "pam" "radius" -}}

{{- $open := list -}}
{{- $includes := false -}}
{{- range $text := .Values.postgres.pgHba -}}
{{- $line := include "patroni.hbaLine" $text | fromJson -}}
{{- $overNetwork := hasPrefix "host" $line.type -}}
{{- if and $overNetwork (ne $line.method "reject") -}}{{- $open = append $open $line -}}{{- end -}}
{{- if hasPrefix "include" $line.type -}}{{- $includes = true -}}{{- end -}}
{{- if and $overNetwork (eq $line.method "trust") -}}
{{- $wrong = append $wrong (printf "postgres.pgHba has %q: trust lets everybody in, and behind a proxy everybody is 127.0.0.6; use scram-sha-256." $text) -}}
{{- end -}}
{{- $known := ternary $methods (append $methods "peer") $overNetwork -}}
{{- if and (or $overNetwork (eq $line.type "local")) (not (has $line.method $known)) -}}
{{- $wrong = append $wrong (printf "postgres.pgHba has %q, where PostgreSQL reads %q as the method and does not start; write the type, databases, users, but for local an address with its bits or mask (10.0.0.0/8) or all, and one of %s." $text $line.method (join ", " $known)) -}}
{{- end -}}
{{- end -}}

{{- /* What other files have in them cannot be told. */ -}}
{{- if and $open (not $includes) -}}
{{- /* TPROXY alone keeps the addresses of the clients. */ -}}
{{- $kept := list (get (default (dict) .Values.pod.annotations) "sidecar.istio.io/interceptionMode") (get (default (dict) .Values.istio.sidecar.proxyConfig) "interceptionMode") | has "TPROXY" -}}
{{- $proxied := and (include "patroni.isProxied" .) (not $kept) -}}
{{- $reached := list -}}
{{- $used := list -}}
{{- range $line := $open -}}
{{- if or (not $proxied) (include "patroni.hbaHasProxy" $line) -}}{{- $reached = append $reached $line -}}
{{- if or (ne $line.type "hostssl") (include "patroni.sslOn" $) -}}{{- $used = append $used $line -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- if not $reached -}}
{{- $wrong = append $wrong (printf "postgres.pgHba lets in no client: with istio.mode %s each comes through the member's proxy, and so from 127.0.0.6 (or ::6), which no host line of it has; write all, or 127.0.0.6/32 and ::6/128, as the address, and say by %s who may connect." $.Values.istio.mode (ternary "networkPolicy" "istio.authorizationPolicy or networkPolicy" $mesh.outside)) -}}
{{- else if not $used -}}
{{- $wrong = append $wrong "postgres.pgHba has only hostssl lines for clients, which let in nobody while postgres.parameters.ssl is not on; set it there with ssl_cert_file and ssl_key_file, or write host." -}}
{{- end -}}
{{- end -}}

{{- toJson $wrong -}}
{{- end -}}
