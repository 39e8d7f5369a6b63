{{/* What of names cannot work, as a JSON list of sentences. */}}
{{- define "patroni.wrong.names" -}}
{{- $wrong := list -}}

{{- /* <name>-config would be the Patroni of <name>, and so on: two releases of one namespace would share an object. */ -}}
{{- $full := include "patroni.fullname" . -}}
{{- if not (regexMatch "^[a-z]([-a-z0-9]{0,44}[a-z0-9])?$" $full) -}}
{{- $wrong = append $wrong (printf "the cluster would be called %s, after the release and the chart (or its alias), but a name of a Service has lower case letters, digits and -, and begins with a letter; set fullnameOverride to such a name." $full) -}}
{{- end -}}
{{- range list "leader" "config" "failover" "sync" "members" "replicas" "credentials" "apply" "verify" "preflight" "test" -}}
{{- if hasSuffix (printf "-%s" .) $full -}}
{{- $wrong = append $wrong (printf "the cluster would be called %s, but names that end in -%s are those of another cluster's objects; set fullnameOverride or nameOverride to another." $full .) -}}
{{- end -}}
{{- end -}}

{{- range list "apply" "verify" "preflight" -}}
{{- if eq (toString $.Values.serviceAccount.name) (printf "%s-%s" $full .) -}}
{{- $wrong = append $wrong (printf "serviceAccount.name is %s-%s, the account of the Job %s, whose rights the members would share; choose another." $full . .) -}}
{{- end -}}
{{- end -}}

{{- /* Names that the chart has for itself, by the value that may not use them. */ -}}
{{- $labels := merge (dict "role" "") (include "patroni.memberLabels" . | fromYaml) (include "patroni.meshLabels" . | fromYaml) (include "patroni.labels" (merge (dict "Values" (dict "commonLabels" (dict))) (omit . "Values")) | fromYaml) | keys -}}
{{- $taken := dict
  "commonLabels" (dict "given" (keys (default (dict) .Values.commonLabels)) "own" $labels)
  "storage.labels" (dict "given" (keys (default (dict) .Values.storage.labels)) "own" $labels)
  "pod.labels" (dict "given" (keys (default (dict) .Values.pod.labels)) "own" $labels)
  "pod.annotations" (dict "given" (keys (default (dict) .Values.pod.annotations)) "own" (include "patroni.ownPodAnnotations" . | fromYaml | keys))
  "pod.extraEnv" (dict "given" .Values.pod.extraEnv "own" (include "patroni.memberEnv" . | fromYamlArray))
  "pod.extraVolumes" (dict "given" .Values.pod.extraVolumes "own" (concat (include "patroni.memberVolumes" . | fromYamlArray) (list "data" "wal")))
  "pod.sidecars" (dict "given" .Values.pod.sidecars "own" (list "patroni"))
  "pod.initContainers" (dict "given" .Values.pod.initContainers "own" (list "patroni"))
-}}
{{- range $path, $names := $taken -}}
{{- $own := include "patroni.namesIn" $names.own | fromJsonArray -}}
{{- range include "patroni.namesIn" $names.given | fromJsonArray -}}
{{- if has . $own -}}
{{- $wrong = append $wrong (printf "%s has %q, a name that this chart or Patroni uses itself; choose another." $path .) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- toJson $wrong -}}
{{- end -}}
